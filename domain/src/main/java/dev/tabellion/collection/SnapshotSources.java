package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the documents without which a snapshot cannot be judged. Which of them are offered, the
 * snapshot itself tells: those that it names and the one before it did not. What both name alike is
 * not asked for: it was judged when it was new.
 */
final class SnapshotSources {
    private final Snapshot snapshot;
    private final @Nullable Footing base;
    private final List<Upload> evidence;
    private final Presented presented;
    private final Rebuilding rebuilding;

    SnapshotSources(
            Snapshot snapshot,
            @Nullable Footing base,
            List<Upload> evidence,
            Presented presented,
            Rebuilding rebuilding) {
        this.snapshot = snapshot;
        this.base = base;
        this.evidence = evidence;
        this.presented = presented;
        this.rebuilding = rebuilding;
    }

    /** For a snapshot of ours, which says what the one before it said, and what is offered. */
    Optional<Verdict> ofOurs() {
        return known().or(() -> gather(metaBefore()));
    }

    /** For a publisher's: what it drops, or says in other words, has to be looked at as well. */
    Optional<Verdict> ofPublishers() {
        return known().or(() -> gather(metaBefore()))
                .or(() -> first(restated(metaBefore()), rebuilding::know))
                .or(() -> first(aboveDropped(metaBefore()), rebuilding::know));
    }

    private Optional<Verdict> known() {
        return base == null
                ? Optional.empty()
                : rebuilding
                        .know(RoleName.ROOT, base.root().digest())
                        .or(() -> rebuilding.know(RoleName.SNAPSHOT, base.snapshot().digest()));
    }

    private SortedMap<RoleName, FileMeta> metaBefore() {
        if (base == null) {
            return new TreeMap<>();
        }
        Signed<?> file = presented.read(RoleName.SNAPSHOT, base.snapshot().digest());
        return Proposal.metadata(Snapshot.class, file).meta();
    }

    private Optional<Verdict> gather(SortedMap<RoleName, FileMeta> before) {
        return first(offered(before), rebuilding::offer)
                .or(() -> first(replaced(before), rebuilding::know))
                .or(() -> first(returning(before), rebuilding::know));
    }

    private Map<RoleName, Sha256> offered(SortedMap<RoleName, FileMeta> before) {
        Map<RoleName, Sha256> offered = new LinkedHashMap<>();
        snapshot.meta()
                .forEach(
                        (role, meta) -> {
                            if (!meta.sha256().equals(digest(before, role))) {
                                offered.put(role, meta.sha256());
                            }
                        });
        return offered;
    }

    /** What the rules look at of the documents published: those replaced, and who delegates. */
    private Map<RoleName, Sha256> replaced(SortedMap<RoleName, FileMeta> before) {
        Map<RoleName, Sha256> replaced = new LinkedHashMap<>();
        for (RoleName role : rebuilding.offeredTargets()) {
            putLine(replaced, before, role);
        }
        if (rebuilding.offers(RoleName.ROOT)) {
            put(replaced, before, RoleName.TARGETS);
        }
        return replaced;
    }

    /**
     * A publisher's snapshot may drop a role that is no longer delegated. When the role comes back
     * its last document counts again, as it does for the server; left out, it cannot be missed.
     */
    private Map<RoleName, Sha256> returning(SortedMap<RoleName, FileMeta> before) {
        Map<RoleName, Sha256> returning = new LinkedHashMap<>();
        if (base == null) {
            return returning;
        }
        for (Upload upload : evidence) {
            RoleName role = upload.role();
            Sha256 digest = upload.file().sha256();
            if (role.isTargets()
                    && !before.containsKey(role)
                    && !digest.equals(digest(snapshot.meta(), role))) {
                returning.put(role, digest);
            }
        }
        return returning;
    }

    /** The same document by other words, of its length or of another digest. */
    private Map<RoleName, Sha256> restated(SortedMap<RoleName, FileMeta> before) {
        Map<RoleName, Sha256> restated = new LinkedHashMap<>();
        snapshot.meta()
                .forEach(
                        (role, meta) -> {
                            FileMeta earlier = before.get(role);
                            if (earlier != null
                                    && earlier.sha256().equals(meta.sha256())
                                    && !earlier.equals(meta)) {
                                restated.put(role, meta.sha256());
                            }
                        });
        return restated;
    }

    /** Who delegated to a role that is dropped, and may still; withheld, it would seem not to. */
    private Map<RoleName, Sha256> aboveDropped(SortedMap<RoleName, FileMeta> before) {
        Map<RoleName, Sha256> above = new LinkedHashMap<>();
        for (RoleName role : before.keySet()) {
            RoleName parent = role.parent();
            if (parent != null && !snapshot.meta().containsKey(role)) {
                putLine(above, before, parent);
            }
        }
        return above;
    }

    /** What was published of the role, and of those that it descends from. */
    private static void putLine(
            Map<RoleName, Sha256> into, SortedMap<RoleName, FileMeta> before, RoleName role) {
        for (@Nullable RoleName link = role; link != null; link = link.parent()) {
            put(into, before, link);
        }
    }

    private static void put(
            Map<RoleName, Sha256> into, SortedMap<RoleName, FileMeta> meta, RoleName role) {
        Sha256 digest = digest(meta, role);
        if (digest != null) {
            into.put(role, digest);
        }
    }

    private static @Nullable Sha256 digest(SortedMap<RoleName, FileMeta> meta, RoleName role) {
        FileMeta stated = meta.get(role);
        return stated == null ? null : stated.sha256();
    }

    private static Optional<Verdict> first(
            Map<RoleName, Sha256> documents,
            BiFunction<RoleName, Sha256, Optional<Verdict>> found) {
        return documents.entrySet().stream()
                .flatMap(
                        (Map.Entry<RoleName, Sha256> document) ->
                                found.apply(document.getKey(), document.getValue()).stream())
                .findFirst();
    }
}
