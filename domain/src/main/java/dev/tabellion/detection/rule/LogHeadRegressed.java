package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Attack.A2;
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

/**
 * The log is shorter than it was signed, or than a witness knows it: a database was put back, and
 * what came after is gone from it.
 */
final class LogHeadRegressed implements OnTold {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("LOG_HEAD_REGRESSED"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.WITNESSES),
                    List.of(
                            new AttackCell(C10, A2),
                            new AttackCell(C10, A13),
                            new AttackCell(C15, A13)),
                    Playbook.P10,
                    "The log is shorter than it was.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Told told) {
        return TroubledLog.judge(told, Set.of("rolled-back"), Set.of("knows-a-larger-log"));
    }
}
