package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C0;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.FileName;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Shown;
import dev.tabellion.detection.View;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Clients walk along our roots and stop before the last one, though it has been there for days: on
 * their way something holds them back. Needs several of them; one may be broken by itself.
 */
final class ClientsStuck implements OnEntry {
    private static final Duration DAYS = Duration.ofDays(3);
    private static final int SEVERAL = 3;
    private static final int ONE_IN = 10;
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CLIENTS_STUCK"),
                    Severity.MEDIUM,
                    Set.of(Input.RECORD, Input.FETCHES),
                    AttackCell.of(List.of(C0), A3),
                    Playbook.P7,
                    "Clients stay behind though newer metadata has been there for days.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Entry entry, History before) {
        if (!(entry.event() instanceof FetchesCounted fetches) || fetches.uncounted() > 0) {
            return List.of(); // of some only a part of their way may be told
        }
        Shown newest = before.ofRecord(fetches.collection()).shown(RoleName.ROOT);
        if (newest == null || newest.at().plus(DAYS).isAfter(fetches.since())) {
            return List.of();
        }
        Map<Sha256, Integer> reached = reached(fetches);
        long stuck =
                reached.values().stream()
                        .filter(version -> version < newest.version().number() - 1)
                        .count();
        long clients = fetches.counts().stream().map(FetchCount::client).distinct().count();
        return stuck < SEVERAL || stuck * ONE_IN < clients
                ? List.of()
                : List.of(
                        Clue.from(new Exhibit.Leaf(entry.leaf()))
                                .about(new View.OfRecord(fetches.collection()))
                                .fact("stuck", stuck)
                                .fact("clients", clients)
                                .fact("newest", newest.version())
                                .onceAnHour());
    }

    /** The highest root that each client asked for by its version. */
    private static Map<Sha256, Integer> reached(FetchesCounted fetches) {
        Map<Sha256, Integer> reached = new HashMap<>();
        for (FetchCount count : fetches.counts()) {
            if (count.role().equals(RoleName.ROOT)) {
                FileName.of(RoleName.ROOT, count.file())
                        .map(FileName::version)
                        .ifPresent(v -> reached.merge(count.client(), v.number(), Math::max));
            }
        }
        return reached;
    }
}
