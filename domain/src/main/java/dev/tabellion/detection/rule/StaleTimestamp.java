package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C14;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

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
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.View;
import dev.tabellion.detection.Waiting;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * No new timestamp although three quarters of the last one's life are over: renewal, due at half,
 * did not come. Clients freeze when it expires.
 */
final class StaleTimestamp implements OnDeadline {
    private static final String NEXT = "timestamp";

    /** For what was old when it came from another server, and is renewed now. */
    private static final Duration AT_LEAST = Duration.ofMinutes(10);

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("STALE_TIMESTAMP"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C8, C9, C10, C14), A3),
                    Playbook.P7,
                    "A timestamp was not renewed in time.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Waiting> after(Entry entry, History now) {
        if (!(now.dossier().view() instanceof View.OfRecord)) {
            return List.of(); // an eye may have stopped looking
        }
        Shown timestamp = now.shown(RoleName.TIMESTAMP);
        if (!now.dossier().live()) {
            return List.of(new Waiting.NoLonger(NEXT));
        }
        return timestamp != null && timestamp.leaf() == entry.leaf()
                ? List.of(until(timestamp))
                : List.of();
    }

    private static Waiting until(Shown timestamp) {
        Duration life = Duration.between(timestamp.at(), timestamp.expires());
        Instant due = timestamp.at().plus(life.multipliedBy(3).dividedBy(4));
        Instant soonest = timestamp.at().plus(AT_LEAST);
        return new Waiting.Until(
                NEXT,
                due.isAfter(soonest) ? due : soonest,
                Clue.from(new Exhibit.File(timestamp.file()))
                        .fact("version", timestamp.version())
                        .fact("expires", timestamp.expires()));
    }
}
