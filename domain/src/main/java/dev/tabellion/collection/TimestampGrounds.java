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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether publishers signed the snapshot that a timestamp is to vouch for, and all that it names
 * and the one before it did not. One by keys of ours is never a publisher's: those that we signed,
 * the signer knows without being shown.
 */
final class TimestampGrounds {
    private final Sha256 digest;
    private final @Nullable Footing base;
    private final List<Upload> evidence;
    private final Presented presented;
    private final Rebuilding rebuilding;

    TimestampGrounds(
            Sha256 digest,
            @Nullable Footing base,
            List<Upload> evidence,
            Presented presented,
            Rebuilding rebuilding) {
        this.digest = digest;
        this.base = base;
        this.evidence = evidence;
        this.presented = presented;
        this.rebuilding = rebuilding;
    }

    /** Finds the snapshot, the root that it names, and the root before that. */
    Optional<Verdict> gatherSigners() {
        return presented
                .load(RoleName.SNAPSHOT, digest)
                .or(
                        () ->
                                base == null
                                        ? Optional.empty()
                                        : rebuilding.know(RoleName.ROOT, base.root().digest()))
                .or(this::root);
    }

    /** To be asked once those were found: what nobody signed is not looked into. */
    Optional<Verdict> judgeSigners(Proposal proposal) {
        return new RootRules(proposal)
                .judge()
                .or(() -> new VersionRules(proposal).judge())
                .<Verdict>map(Verdict.Unjustified::new)
                .or(() -> judgeSnapshot(proposal));
    }

    /** Finds what the snapshot names and the one before it did not, and what that replaces. */
    Optional<Verdict> gatherContent() {
        return rebuilding
                .offer(RoleName.SNAPSHOT, digest)
                .or(
                        () ->
                                new SnapshotSources(
                                                snapshot(), base, evidence, presented, rebuilding)
                                        .ofPublishers());
    }

    /**
     * To be asked once all documents were found. The rules are those of publications: what nobody
     * ever judged must not be carried on by a snapshot of ours later.
     */
    Optional<Verdict> judgeContent(Proposal proposal) {
        return names(proposal)
                .or(() -> new TargetsRules(proposal).judge())
                .or(() -> new SnapshotRules(proposal, file()).judge())
                .or(() -> new VersionRules(proposal).judge())
                .map(Verdict.Unjustified::new);
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

    private Optional<Rejection> names(Proposal proposal) {
        return snapshot().meta().keySet().stream()
                .filter(role -> !mayBeNamed(proposal, role))
                .<Rejection>map(role -> new Rejection.InvalidRole(role.value()))
                .findFirst();
    }

    private static boolean mayBeNamed(Proposal proposal, RoleName role) {
        return proposal.before().dialect().allows(role)
                && !role.equals(RoleName.SNAPSHOT)
                && !role.equals(RoleName.TIMESTAMP);
    }

    private Signed<?> file() {
        return presented.read(RoleName.SNAPSHOT, digest);
    }

    private Snapshot snapshot() {
        return Proposal.metadata(Snapshot.class, file());
    }
}
