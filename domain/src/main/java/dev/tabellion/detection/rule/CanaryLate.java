package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C14;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.LedgerEvent.CanarySung;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDeadline;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * The harmless event that comes once a period did not come: events do not get into the log, or
 * somebody's clock stands still.
 */
final class CanaryLate implements OnDeadline {
    private static final String NEXT = "song";
    private static final Duration LONGEST_PATIENCE = Duration.ofHours(1);
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CANARY_LATE"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C8, C10, C14), A13),
                    Playbook.P10,
                    "The canary did not sing in its turn.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Waiting> after(Entry entry, History now) {
        return entry.event() instanceof CanarySung(Instant due, Duration period)
                ? List.of(until(entry, due, period))
                : List.of();
    }

    @Override
    public boolean isOfLog() {
        return true;
    }

    private static Waiting until(Entry entry, Instant due, Duration period) {
        Duration patience = period.compareTo(LONGEST_PATIENCE) < 0 ? period : LONGEST_PATIENCE;
        Instant next = due.plus(period);
        return new Waiting.Until(
                NEXT,
                next.plus(patience),
                Clue.from(new Exhibit.Leaf(entry.leaf())).fact("due", next).fact("period", period));
    }
}
