package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A2;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.WatchEvent.FetchCount;
import dev.tabellion.collection.WatchEvent.FetchesCounted;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnEntry;
import dev.tabellion.detection.DetectionRule.OnSight;
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
import dev.tabellion.detection.Sight;
import dev.tabellion.detection.View;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Version;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was served what was current once, for longer than any cache may keep it: a mirror stands
 * still, or somebody in the way goes back. What counts is when the next version came, however often
 * one came since.
 */
final class ServedNotHead implements OnSight, OnEntry {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("SERVED_NOT_HEAD"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.WITNESSES, Input.FETCHES),
                    AttackCell.of(List.of(C0, C8, C10), A2, A3),
                    Playbook.P7,
                    "Something is served that was replaced long ago.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        Gun ours = sight.collection();
        FileName name = sight.name();
        if (ours == null
                || name == null
                || !name.isCurrent()
                || sight.document() == null
                || !sight.warrant().published()) {
            return List.of();
        }
        Shown head = before.ofRecord(ours).shown(sight.role());
        return head != null
                        && !head.payload().equals(sight.document().payload().sha256())
                        && !head.isNews(next(sight.document(), head), sight.at())
                ? List.of(
                        sight.clue()
                                .exhibit(new Exhibit.File(head.file()))
                                .fact("current", head.version())
                                .fact("since", head.at()))
                : List.of();
    }

    /**
     * By which it was replaced: what has more versions before it than there are is of a life
     * before.
     */
    private static Version next(Signed<?> document, Shown head) {
        Version next = document.metadata().version().next();
        return next.compareTo(head.highestEver()) > 0 ? new Version(1) : next;
    }

    /**
     * What we served ourselves, by our own count: a store that was put back, a node left behind.
     */
    @Override
    public List<Clue> judge(Entry entry, History before) {
        if (!(entry.event() instanceof FetchesCounted fetches)) {
            return List.of();
        }
        History record = before.ofRecord(fetches.collection());
        return fetches.counts().stream()
                .filter(ServedNotHead::isCurrent)
                .map(count -> new Answered(count.role(), count.digest()))
                .distinct()
                .flatMap(answered -> clue(answered, fetches, record).stream())
                .toList();
    }

    private record Answered(RoleName role, @Nullable Sha256 file) {}

    private static boolean isCurrent(FetchCount count) {
        return count.digest() != null
                && FileName.of(count.role(), count.file()).filter(FileName::isCurrent).isPresent();
    }

    private static Optional<Clue> clue(Answered answered, FetchesCounted fetches, History record) {
        Shown head = record.shown(answered.role());
        Sha256 file = answered.file();
        return file == null
                        || head == null
                        || head.file().equals(file)
                        || !head.at().plus(Caches.LONGEST).isBefore(fetches.since())
                ? Optional.empty()
                : Optional.of(
                        Clue.from(new Exhibit.File(file), new Exhibit.File(head.file()))
                                .about(new View.OfRecord(fetches.collection()))
                                .fact("role", answered.role())
                                .fact("current", head.version())
                                .fact("since", head.at())
                                .fact("served", fetches.until()));
    }
}
