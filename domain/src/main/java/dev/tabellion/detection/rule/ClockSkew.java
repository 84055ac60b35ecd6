package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C14;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.View;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An entry is from the future, by the clock of whoever hears it: one of the two is wrong. Only
 * heard at once does it tell; of a log that is read again it says nothing new.
 */
final class ClockSkew implements OnEntry {
    private static final Duration TOLERATED = Duration.ofSeconds(60);
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CLOCK_SKEW"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C14), A3, A13),
                    Playbook.P9,
                    "An entry of the record is ahead of time.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        return entry.at().isAfter(before.now().plus(TOLERATED))
                ? List.of(
                        Clue.from(new Exhibit.Leaf(entry.leaf()))
                                .fact("entry", entry.at())
                                .fact("heard", before.now())
                                .about(new View.OfLedger())
                                .onceAnHour())
                : List.of();
    }
}
