package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.verify.Rejection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Whether a snapshot of ours says what the one before it said, and beyond that nothing but what
 * publishers signed. Which documents are offered, the snapshot itself tells: those that it names
 * and the one before it did not.
 */
final class SnapshotGrounds {
    private final Snapshot payload;
    private final @Nullable Footing base;
    private final List<Upload> evidence;
    private final Presented presented;
    private final Rebuilding rebuilding;

    SnapshotGrounds(
            Snapshot payload,
            @Nullable Footing base,
            List<Upload> evidence,
            Presented presented,
            Rebuilding rebuilding) {
        this.payload = payload;
        this.base = base;
        this.evidence = evidence;
        this.presented = presented;
        this.rebuilding = rebuilding;
    }

    /** Finds all documents that are needed to judge. */
    Optional<Verdict> gather() {
        return base == null ? gather(new TreeMap<>()) : gatherUpon(base);
    }

    /** To be asked once all documents were found. */
    Optional<Verdict> judge(Proposal proposal) {
        return judgeRules(proposal)
                .<Verdict>map(Verdict.Unjustified::new)
                .or(() -> unlike(FreshSnapshot.meta(proposal)))
                .or(() -> new VersionRules(proposal).judge().map(Verdict.Unjustified::new));
    }

    private Optional<Verdict> gatherUpon(Footing footing) {
        return rebuilding
                .know(RoleName.ROOT, footing.root().digest())
                .or(() -> rebuilding.know(RoleName.SNAPSHOT, footing.snapshot().digest()))
                .or(() -> gather(metaBefore(footing)));
    }

    private SortedMap<RoleName, FileMeta> metaBefore(Footing footing) {
        Signed<?> file = presented.read(RoleName.SNAPSHOT, footing.snapshot().digest());
        return Proposal.metadata(Snapshot.class, file).meta();
    }

    private Optional<Verdict> gather(SortedMap<RoleName, FileMeta> before) {
        return first(offered(before), rebuilding::offer)
                .or(() -> first(replaced(before), rebuilding::know))
                .or(() -> first(returning(before), rebuilding::know));
    }

    private Map<RoleName, Sha256> offered(SortedMap<RoleName, FileMeta> before) {
        Map<RoleName, Sha256> offered = new LinkedHashMap<>();
        payload.meta()
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
            for (@Nullable RoleName link = role; link != null; link = link.parent()) {
                put(replaced, before, link);
            }
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
                    && !digest.equals(digest(payload.meta(), role))) {
                returning.put(role, digest);
            }
        }
        return returning;
    }

    private static Optional<Rejection> judgeRules(Proposal proposal) {
        return roles(proposal)
                .or(() -> new RootRules(proposal).judge())
                .or(() -> new TargetsRules(proposal).judge());
    }

    private static Optional<Rejection> roles(Proposal proposal) {
        return proposal.offer().files().keySet().stream()
                .filter(role -> !proposal.before().dialect().allows(role) || isOurs(role))
                .<Rejection>map(role -> new Rejection.InvalidRole(role.value()))
                .findFirst();
    }

    private static boolean isOurs(RoleName role) {
        return role.equals(RoleName.SNAPSHOT) || role.equals(RoleName.TIMESTAMP);
    }

    private Optional<Verdict> unlike(SortedMap<RoleName, FileMeta> expected) {
        if (!expected.containsKey(RoleName.TARGETS)) {
            return Optional.of(
                    new Verdict.Unjustified(new Rejection.MissingFromSnapshot(RoleName.TARGETS)));
        }
        SortedMap<RoleName, FileMeta> all = new TreeMap<>(payload.meta());
        all.putAll(expected);
        return all.keySet().stream()
                .filter(role -> !Objects.equals(expected.get(role), payload.meta().get(role)))
                .<Verdict>map(Verdict.Unlike::new)
                .findFirst();
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
