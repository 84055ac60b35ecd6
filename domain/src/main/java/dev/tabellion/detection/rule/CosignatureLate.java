package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Capability.C15;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnTold;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Told;
import java.util.List;
import java.util.Set;

/** Witnesses do not cosign: whoever owns the log could now show two of it. */
final class CosignatureLate implements OnTold {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("COSIGNATURE_LATE"),
                    Severity.HIGH,
                    Set.of(Input.WITNESSES, Input.TIME),
                    AttackCell.of(List.of(C15), A12),
                    Playbook.P10,
                    "Checkpoints lack a quorum of witnesses.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Told told) {
        return told instanceof Told.Uncosigned it
                ? List.of(TroubledLog.clue(it).fact("since", it.since()))
                : List.of();
    }
}
