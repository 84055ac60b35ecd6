package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C10;
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

/** The log does not continue what it signed, or what a witness saw of it. */
final class LogFork implements OnTold {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("LOG_FORK"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.WITNESSES),
                    AttackCell.of(List.of(C10, C15), A12, A13),
                    Playbook.P10,
                    "The log has two histories.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Told told) {
        return TroubledLog.judge(told, Set.of("forked"), Set.of("denies-growth"));
    }
}
