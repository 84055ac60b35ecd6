package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
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
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("STALE_TIMESTAMP"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C8, C10), A3),
                    Playbook.P1,
                    "A timestamp was not renewed in time.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Waiting> after(Entry entry, History now) {
        return switch (entry.event()) {
            case MetadataPublished e when e.role().equals(RoleName.TIMESTAMP) ->
                    List.of(until(entry.at(), e));
            case CollectionDeleted _ -> List.of(new Waiting.NoLonger(NEXT));
            default -> List.of(); // renews nothing
        };
    }

    private static Waiting until(Instant at, MetadataPublished timestamp) {
        Duration life = Duration.between(at, timestamp.expires());
        return new Waiting.Until(
                NEXT,
                at.plus(life.multipliedBy(3).dividedBy(4)),
                Clue.from(new Exhibit.File(timestamp.digest()))
                        .fact("version", timestamp.version())
                        .fact("expires", timestamp.expires()));
    }
}
