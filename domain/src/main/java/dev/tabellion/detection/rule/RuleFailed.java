package dev.tabellion.detection.rule;

import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnFailure;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Failure;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

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
        return failure.stumbled().isEmpty()
                ? List.of()
                : List.of(clue(failure.entry().leaf(), failure.stumbled()).onceAnHour());
    }

    private static Clue clue(long leaf, SortedMap<String, String> stumbled) {
        Clue clue = Clue.from(new Exhibit.Leaf(leaf));
        for (var each : stumbled.entrySet()) {
            clue = clue.fact(each.getKey(), each.getValue());
        }
        return clue.fact("rules", stumbled.keySet());
    }

    static Finding of(Subject subject, long leaf, Instant at, String who, String how) {
        return Finding.of(CARD, subject, leaf, at, clue(leaf, new TreeMap<>(Map.of(who, how))));
    }
}
