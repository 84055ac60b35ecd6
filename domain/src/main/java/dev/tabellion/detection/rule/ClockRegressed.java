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
import dev.tabellion.detection.Moment;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.View;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * An entry bears a time well before that of an earlier one: a node's clock was set back, or one was
 * ahead. What expires, and whom a later reader believes, hangs on it.
 */
final class ClockRegressed implements OnEntry {
    private static final Duration TOLERATED = Duration.ofSeconds(60);
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CLOCK_REGRESSED"),
                    Severity.HIGH,
                    Set.of(Input.RECORD),
                    AttackCell.of(List.of(C14), A3, A13),
                    Playbook.P9,
                    "Time went back in the record.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        Moment latest = before.latest();
        if (latest == null || !entry.at().plus(TOLERATED).isBefore(latest.at())) {
            return List.of();
        }
        return List.of(
                Clue.from(new Exhibit.Leaf(entry.leaf()))
                        .fact("before", latest.at())
                        .fact("beforeLeaf", latest.leaf())
                        .fact("now", entry.at())
                        .about(new View.OfLedger())
                        .onceAnHour());
    }
}
