package dev.tabellion.collection;

import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import java.util.Optional;

/**
 * The rules of publications, for documents that another server accepted once. Not that of expiry:
 * what has expired since is no fault of theirs.
 */
final class PastRules {
    private final Proposal proposal;

    PastRules(Proposal proposal) {
        this.proposal = proposal;
    }

    Optional<Rejection> judge() {
        return new TargetsRules(proposal)
                .judge()
                .or(this::snapshot)
                .or(this::timestamp)
                .or(() -> new VersionRules(proposal).judge());
    }

    private Optional<Rejection> snapshot() {
        Signed<?> offered = proposal.offered(RoleName.SNAPSHOT);
        return offered == null ? Optional.empty() : new SnapshotRules(proposal, offered).judge();
    }

    private Optional<Rejection> timestamp() {
        Signed<?> offered = proposal.offered(RoleName.TIMESTAMP);
        return offered == null
                ? Optional.empty()
                : SignatureRules.judge(
                        RoleName.TIMESTAMP,
                        offered,
                        proposal.root().topLevel(RoleName.TIMESTAMP),
                        proposal.around().check());
    }
}
