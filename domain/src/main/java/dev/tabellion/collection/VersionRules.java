package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import java.util.Map;
import java.util.Optional;

/**
 * Versions only grow, and never so far in one step that nobody can follow (weakness 6.5). Judged
 * last, as Notary does, so that who cannot sign learns nothing of versions.
 */
final class VersionRules {
    private final Proposal proposal;
    private final Policy policy;

    VersionRules(Proposal proposal) {
        this.proposal = proposal;
        this.policy = proposal.around().policy();
    }

    Optional<Rejection> judge() {
        return proposal.offer().files().entrySet().stream()
                .flatMap(
                        (Map.Entry<RoleName, Signed<?>> e) ->
                                judge(e.getKey(), e.getValue()).stream())
                .findFirst();
    }

    private Optional<Rejection> judge(RoleName role, Signed<?> file) {
        CurrentDocument current = proposal.before().current(role);
        int known = current == null ? 0 : current.version().number();
        int offered = file.metadata().version().number();
        if (current != null && offered == known) {
            return Optional.of(again(role, current, file.raw().sha256()));
        }
        if (offered < known) {
            return Optional.of(new Rejection.VersionRollback(role, known, offered));
        }
        if (offered > policy.highestVersion()) {
            return Optional.of(
                    new Rejection.VersionTooHigh(role, offered, policy.highestVersion()));
        }
        int largest = policy.largestVersionStep();
        return offered - known > largest
                ? Optional.of(new Rejection.VersionStepTooLarge(role, known, offered, largest))
                : Optional.empty();
    }

    private static Rejection again(RoleName role, CurrentDocument current, Sha256 offered) {
        int version = current.version().number();
        return current.digest().equals(offered)
                ? new Rejection.AlreadyPublished(role, version)
                : new Rejection.Equivocation(role, version, current.digest(), offered);
    }
}
