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
import dev.tabellion.verify.Signers;
import java.util.List;
import java.util.Set;

/**
 * A document without the signatures that its role needs: nobody should believe it. A file that we
 * published had them; who saw it may not have read the root that says so yet.
 */
final class ThresholdNotMet implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("THRESHOLD_NOT_MET"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C8, C10), A1),
                    Playbook.P7,
                    "A document lacks the signatures that its role needs.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Signers signers = sight.warrant().signers();
        return signers == null || signers.meetThreshold() || sight.isFileOfOurs(before)
                ? List.of()
                : List.of(
                        sight.clue()
                                .fact("needed", signers.threshold())
                                .fact("valid", signers.valid().size()));
    }
}
