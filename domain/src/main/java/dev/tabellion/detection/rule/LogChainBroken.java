package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C15;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnTold;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Told;
import java.util.List;
import java.util.Set;

/**
 * The record contradicts itself: tables that do not fit together, an event that is gone, or an edit
 * that an inspection saw.
 */
final class LogChainBroken implements OnTold {
    private static final Set<String> BREAKS = Set.of("contradiction", "event-gone", "halted");
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("LOG_CHAIN_BROKEN"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD),
                    AttackCell.of(List.of(C8, C10, C15), A13),
                    Playbook.P10,
                    "The record was changed behind the log.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Told told) {
        return told instanceof Told.Unread(long leaf, _)
                ? List.of(
                        Clue.from(new Exhibit.Leaf(leaf)).fact("how", "unread").fact("leaf", leaf))
                : TroubledLog.judge(told, BREAKS, Set.of());
    }
}
