package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
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
 * A document that the record names is not stored, or cannot be read any more: evidence was taken
 * away behind the log, which keeps only digests.
 */
final class DocumentMissing implements OnFailure {
    private static final int MOST_NAMED = 16;
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DOCUMENT_MISSING"),
                    Severity.HIGH,
                    Set.of(Input.RECORD),
                    AttackCell.of(List.of(C8, C10), A13),
                    Playbook.P10,
                    "A document that the record names is not there.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Failure failure) {
        return failure.gone().entrySet().stream()
                .limit(MOST_NAMED)
                .map(
                        each ->
                                Clue.from(new Exhibit.File(each.getKey()))
                                        .fact("how", each.getValue())
                                        .fact("leaf", failure.entry().leaf())
                                        .onceAnHour())
                .toList();
    }
}
