package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.verify.Rejection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a publisher signed the snapshot that a timestamp is to vouch for. One by keys of ours is
 * never a publisher's: those that we signed, the signer knows without being shown.
 */
final class TimestampGrounds {
    private final Sha256 digest;
    private final @Nullable Footing base;
    private final Presented presented;
    private final Rebuilding rebuilding;

    TimestampGrounds(
            Sha256 digest, @Nullable Footing base, Presented presented, Rebuilding rebuilding) {
        this.digest = digest;
        this.base = base;
        this.presented = presented;
        this.rebuilding = rebuilding;
    }

    /** Finds the snapshot, the root that it names, and the root before that. */
    Optional<Verdict> gather() {
        return presented
                .load(RoleName.SNAPSHOT, digest)
                .or(
                        () ->
                                base == null
                                        ? Optional.empty()
                                        : rebuilding.know(RoleName.ROOT, base.root().digest()))
                .or(this::root);
    }

    /** To be asked once all documents were found. */
    Optional<Verdict> judge(Proposal proposal) {
        return new RootRules(proposal)
                .judge()
                .or(() -> new VersionRules(proposal).judge())
                .<Verdict>map(Verdict.Unjustified::new)
                .or(() -> judgeSnapshot(proposal));
    }

    Mark snapshotMark() {
        return new Mark(file().metadata().version(), digest);
    }

    private Optional<Verdict> root() {
        FileMeta root = snapshot().meta().get(RoleName.ROOT);
        if (root == null) {
            return Optional.of(
                    new Verdict.Unjustified(new Rejection.MissingFromSnapshot(RoleName.ROOT)));
        }
        return base != null && base.root().digest().equals(root.sha256())
                ? Optional.empty()
                : rebuilding.offer(RoleName.ROOT, root.sha256());
    }

    private Optional<Verdict> judgeSnapshot(Proposal proposal) {
        RoleKeys keys = proposal.root().topLevel(RoleName.SNAPSHOT);
        Map<KeyId, PublicKey> foreign = new LinkedHashMap<>(keys.keys());
        new OwnKeys(proposal.before(), proposal.around().keyPlaces())
                .among(RoleName.SNAPSHOT, keys).stream()
                        .map(ManagedKey::id)
                        .forEach(foreign::remove);
        boolean ours =
                foreign.isEmpty()
                        || file().keyIds().stream()
                                .anyMatch(
                                        id ->
                                                keys.keys().containsKey(id)
                                                        && !foreign.containsKey(id));
        if (ours) {
            return Optional.of(new Verdict.OursUnknown(digest));
        }
        FileMeta root = snapshot().meta().get(RoleName.ROOT);
        return root == null || !root.describes(proposal.rootFile().raw())
                ? Optional.of(new Verdict.Unlike(RoleName.ROOT))
                : judge(proposal.around(), new RoleKeys(foreign, keys.threshold()))
                        .map(Verdict.Unjustified::new);
    }

    private Optional<Rejection> judge(Surroundings around, RoleKeys keys) {
        Mark known = base == null ? null : base.snapshot();
        return SignatureRules.judge(RoleName.SNAPSHOT, file(), keys, around.check())
                .or(() -> ExpiryRules.judge(RoleName.SNAPSHOT, file(), around))
                .or(() -> VersionRules.judge(RoleName.SNAPSHOT, file(), known, around.policy()));
    }

    private Signed<?> file() {
        return presented.read(RoleName.SNAPSHOT, digest);
    }

    private Snapshot snapshot() {
        return Proposal.metadata(Snapshot.class, file());
    }
}
