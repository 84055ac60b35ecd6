package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A12;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C6;
import static dev.tabellion.detection.Capability.C7;
import static dev.tabellion.detection.Capability.C9;

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
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.Set;

/**
 * A client asks for what comes after something that we never published: it trusts metadata that we
 * did not make. Anybody may ask for anything, so this is no proof, and not critical.
 */
final class ClientAhead implements OnEntry {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("CLIENT_AHEAD"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.FETCHES),
                    AttackCell.of(List.of(C6, C7, C9, C12), A12),
                    Playbook.P2,
                    "A client asks for what we never published.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final int MOST_NAMED = 8;

    @Override
    public List<Clue> judge(Entry entry, History before) {
        if (!(entry.event() instanceof FetchesCounted fetches)) {
            return List.of();
        }
        History record = before.ofRecord(fetches.collection());
        List<FetchCount> ahead =
                fetches.counts().stream()
                        .filter(count -> count.digest() == null)
                        .filter(count -> isAhead(count, record))
                        .toList();
        return ahead.isEmpty()
                ? List.of()
                : List.of(
                        Clue.from(new Exhibit.Leaf(entry.leaf()))
                                .about(new View.OfRecord(fetches.collection()))
                                .fact("clients", clients(ahead))
                                .fact(
                                        "files",
                                        ahead.stream()
                                                .map(FetchCount::file)
                                                .distinct()
                                                .limit(MOST_NAMED)
                                                .toList())
                                .onceAnHour());
    }

    private static boolean isAhead(FetchCount count, History record) {
        Shown last = record.shown(count.role());
        FileName name = last == null ? null : FileName.of(count.role(), count.file()).orElse(null);
        if (last == null || name == null) {
            return false;
        }
        if (name.digest() != null) {
            return !record.isKnown(name.digest());
        }
        return name.version() != null && isAhead(name.version(), count.role(), last, record);
    }

    /** Every client asks for one root more than there are. */
    private static boolean isAhead(Version asked, RoleName role, Shown last, History record) {
        int next = role.equals(RoleName.ROOT) ? 1 : 0;
        return asked.number() > last.highestEver().number() + next
                && !record.versions().wasInEarlierLife(role, asked.number() - next);
    }

    private static long clients(List<FetchCount> counts) {
        return counts.stream().map(FetchCount::client).distinct().count();
    }
}
