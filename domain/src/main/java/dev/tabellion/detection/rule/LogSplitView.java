package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Capability.C15;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.WatchEvent.Judgement;
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
import java.util.List;
import java.util.Set;

/**
 * A log showed an eye two checkpoints of which neither continues the other; both are kept, and who
 * has the log's key can see that it signed both. Nobody here verifies that, so it is not critical.
 */
final class LogSplitView implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("LOG_SPLIT_VIEW"),
                    Severity.HIGH,
                    Set.of(Input.WITNESSES),
                    AttackCell.of(List.of(C8, C15), A12),
                    Playbook.P10,
                    "A log shows an eye another history than before.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        return sight.judgement().rule().equals(Judgement.SPLIT_VIEW)
                ? List.of(sight.clue().fact("told", sight.judgement().facts()))
                : List.of();
    }
}
