package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
        return judge(role, file, current == null ? null : current.mark(), policy);
    }

    /** Whether a file may follow the one that is known as {@code known}; null if none is. */
    static Optional<Rejection> judge(
            RoleName role, Signed<?> file, @Nullable Mark known, Policy policy) {
        int current = known == null ? 0 : known.version().number();
        int offered = file.metadata().version().number();
        if (known != null && offered == current) {
            return Optional.of(again(role, known, file.raw().sha256()));
        }
        if (offered < current) {
            return Optional.of(new Rejection.VersionRollback(role, current, offered));
        }
        if (offered > policy.highestVersion()) {
            return Optional.of(
                    new Rejection.VersionTooHigh(role, offered, policy.highestVersion()));
        }
        int largest = policy.largestVersionStep();
        return offered - current > largest
                ? Optional.of(new Rejection.VersionStepTooLarge(role, current, offered, largest))
                : Optional.empty();
    }

    private static Rejection again(RoleName role, Mark known, Sha256 offered) {
        int version = known.version().number();
        return known.digest().equals(offered)
                ? new Rejection.AlreadyPublished(role, version)
                : new Rejection.Equivocation(role, version, known.digest(), offered);
    }
}
