package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Sight;
import dev.tabellion.tuf.Signed;
import java.util.List;
import java.util.Set;

/** One key signed twice in one document: a careless client counts it twice. */
final class DuplicateSignature implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DUPLICATE_SIGNATURE"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C8, C10), A1),
                    Playbook.P7,
                    "One key signed one document twice.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Signed<?> document = sight.document();
        String problem = sight.problem();
        boolean twice =
                document != null
                        ? !document.signedRepeatedly().isEmpty()
                        : problem != null && problem.contains("signed twice");
        if (!twice) {
            return List.of();
        }
        Clue clue = sight.clue();
        return List.of(sight.warrant().holds() ? clue.as(Severity.MEDIUM) : clue);
    }
}
