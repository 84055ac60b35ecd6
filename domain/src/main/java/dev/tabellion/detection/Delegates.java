package dev.tabellion.detection;

import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.SuccinctRoles;
import dev.tabellion.tuf.Targets;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** To whom a document delegates, and nothing else of it: so that many may be at hand at once. */
record Delegates(Set<RoleName> roles, @Nullable SuccinctRoles bins) {
    static final Delegates NONE = new Delegates(Set.of(), null);

    static Delegates of(Targets targets) {
        return targets.delegations().isEmpty() && targets.bins() == null
                ? NONE
                : new Delegates(
                        targets.delegations().stream()
                                .map(Delegation::name)
                                .collect(Collectors.toUnmodifiableSet()),
                        targets.bins());
    }

    boolean has(RoleName role) {
        return roles.contains(role) || (bins != null && bins.keysOf(role) != null);
    }

    /** What it costs to have it at hand. */
    int weight() {
        return 1 + roles.size();
    }
}
