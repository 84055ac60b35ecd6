package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C15;
import static dev.tabellion.detection.Capability.C8;

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

/** Events wait for a checkpoint: nobody outside can hold us to them yet. */
final class CheckpointLate implements OnTold {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CHECKPOINT_LATE"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C8, C10, C15), A13),
                    Playbook.P10,
                    "No checkpoint covers what happened.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Told told) {
        return told instanceof Told.Unpublished it
                ? List.of(TroubledLog.clue(it).fact("since", it.since()))
                : List.of();
    }
}
