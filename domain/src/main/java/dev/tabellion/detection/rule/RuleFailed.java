package dev.tabellion.detection.rule;

import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnFailure;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Failure;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.util.List;
import java.util.Set;

/**
 * A rule stumbled over an entry, and did not judge it: by a mistake of ours, which somebody may
 * have found who wants it not to look. The others judged.
 */
final class RuleFailed implements OnFailure {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("RULE_FAILED"),
                    Severity.HIGH,
                    Set.of(Input.RECORD),
                    List.of(),
                    Playbook.P7,
                    "A rule could not judge something.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Failure failure) {
        if (failure.stumbled().isEmpty()) {
            return List.of();
        }
        Clue clue = Clue.from(new Exhibit.Leaf(failure.entry().leaf()));
        for (var each : failure.stumbled().entrySet()) {
            clue = clue.fact(each.getKey(), each.getValue());
        }
        return List.of(clue.fact("rules", failure.stumbled().keySet()).onceAnHour());
    }
}
