package dev.tabellion.collection;

import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.verify.Rejection;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Whether a snapshot of ours says what the one before it said, and beyond that nothing but what
 * publishers signed.
 */
final class SnapshotGrounds {
    private final Snapshot payload;

    SnapshotGrounds(Snapshot payload) {
        this.payload = payload;
    }

    /** To be asked once all documents were found: {@link SnapshotSources#ofOurs}. */
    Optional<Verdict> judge(Proposal proposal) {
        return judgeRules(proposal)
                .<Verdict>map(Verdict.Unjustified::new)
                .or(() -> unlike(FreshSnapshot.meta(proposal)))
                .or(() -> new VersionRules(proposal).judge().map(Verdict.Unjustified::new));
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
}
