package dev.tabellion.collection;

import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signed;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** An offered document is neither expired nor valid beyond the operator's policy. */
final class ExpiryRules {
    private ExpiryRules() {}

    static Optional<Rejection> judge(RoleName role, Signed<?> file, Surroundings around) {
        Instant expires = file.metadata().expires();
        if (file.metadata().expiredAt(around.now())) {
            return Optional.of(new Rejection.Expired(role, expires));
        }
        Duration longest = longest(role, around.policy());
        return expires.isAfter(around.now().plus(longest))
                ? Optional.of(new Rejection.ExpiresTooLate(role, expires, longest))
                : Optional.empty();
    }

    private static Duration longest(RoleName role, Policy policy) {
        return role.equals(RoleName.ROOT) ? policy.longestRoot() : policy.longestOther();
    }
}
