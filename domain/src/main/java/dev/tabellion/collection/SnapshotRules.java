package dev.tabellion.collection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import org.jspecify.annotations.Nullable;

/**
 * Whether an offered snapshot tells the truth: every document it names is one that is offered with
 * it or current, by the bytes themselves (weaknesses 6.3, 6.4 and 6.6 of Notary's), and no document
 * that counts is left out.
 */
final class SnapshotRules {
    private final Proposal proposal;
    private final Surroundings around;
    private final Signed<?> file;
    private final Snapshot snapshot;
    private final @Nullable Snapshot before;

    SnapshotRules(Proposal proposal, Signed<?> file) {
        this.proposal = proposal;
        this.around = proposal.around();
        this.file = file;
        this.snapshot = Proposal.metadata(Snapshot.class, file);
        this.before = proposal.storedSnapshot();
    }

    Optional<Rejection> judge() {
        return SignatureRules.judge(
                        RoleName.SNAPSHOT,
                        file,
                        proposal.root().topLevel(RoleName.SNAPSHOT),
                        around.check())
                .or(() -> ExpiryRules.judge(RoleName.SNAPSHOT, file, around))
                .or(this::missing)
                .or(this::entries)
                .or(this::removed);
    }

    private Optional<Rejection> missing() {
        SequencedSet<RoleName> needed = new LinkedHashSet<>();
        needed.add(RoleName.ROOT);
        needed.add(RoleName.TARGETS);
        needed.addAll(proposal.offeredTargets());
        return needed.stream()
                .filter(role -> !snapshot.meta().containsKey(role))
                .<Rejection>map(Rejection.MissingFromSnapshot::new)
                .findFirst();
    }

    private Optional<Rejection> entries() {
        return snapshot.meta().entrySet().stream()
                .flatMap((Map.Entry<RoleName, FileMeta> e) -> entry(e).stream())
                .findFirst();
    }

    private Optional<Rejection> entry(Map.Entry<RoleName, FileMeta> entry) {
        RoleName role = entry.getKey();
        FileMeta stated = entry.getValue();
        Signed<?> offered = proposal.offered(role);
        if (offered != null) {
            return compare(role, stated, offered.raw());
        }
        return isUnchanged(role, stated) ? Optional.empty() : current(role, stated);
    }

    /** An entry carried over was judged when it was new; it may be of a role long gone. */
    private boolean isUnchanged(RoleName role, FileMeta stated) {
        return before != null && stated.equals(before.meta().get(role));
    }

    private Optional<Rejection> current(RoleName role, FileMeta stated) {
        Version older = proposal.before().documents().lately(role, stated.sha256());
        Signed<?> current = proposal.stored(role);
        if (current == null) {
            return Optional.of(new Rejection.UnknownToCollection(role, stated.sha256()));
        }
        if (older != null) {
            int number = current.metadata().version().number();
            return Optional.of(new Rejection.VersionRollback(role, number, older.number()));
        }
        return compare(role, stated, current.raw());
    }

    private static Optional<Rejection> compare(RoleName role, FileMeta stated, Bytes actual) {
        Sha256 digest = actual.sha256();
        if (!digest.equals(stated.sha256())) {
            return Optional.of(new Rejection.DigestMismatch(role, stated.sha256(), digest));
        }
        if (stated.length() != actual.length()) {
            return Optional.of(
                    new Rejection.LengthMismatch(role, stated.length(), actual.length()));
        }
        Bytes sha512 = stated.sha512();
        return sha512 == null || sha512.equals(Sha256.sha512(actual))
                ? Optional.empty()
                : Optional.of(new Rejection.Sha512Mismatch(role));
    }

    private Optional<Rejection> removed() {
        if (before == null) {
            return Optional.empty();
        }
        DelegationTree tree = new DelegationTree(proposal);
        return before.meta().keySet().stream()
                .filter(role -> !snapshot.meta().containsKey(role))
                .filter(tree::delegates)
                .<Rejection>map(Rejection.RemovedFromSnapshot::new)
                .findFirst();
    }
}
