package dev.tabellion.tuf;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Targets metadata, of the top-level role or of a delegation; delegations in order of priority.
 *
 * @param bins delegations of the succinct kind, in place of all others
 */
public record Targets(
        Version version,
        Instant expires,
        Map<String, Target> targets,
        List<Delegation> delegations,
        @Nullable SuccinctRoles bins)
        implements Metadata, Delegator {
    public Targets {
        targets = Collections.unmodifiableMap(new LinkedHashMap<>(targets));
        delegations = List.copyOf(delegations);
        if (bins != null && !delegations.isEmpty()) {
            throw new IllegalArgumentException("delegations are of one kind, not of both");
        }
    }

    public Targets(
            Version version,
            Instant expires,
            Map<String, Target> targets,
            List<Delegation> delegations) {
        this(version, expires, targets, delegations, null);
    }

    /** The first delegation of that name: a role listed twice counts once, by its first entry. */
    @Override
    public @Nullable RoleKeys keysOf(RoleName role) {
        if (bins != null) {
            return bins.keysOf(role);
        }
        return delegations.stream()
                .filter(d -> d.name().equals(role))
                .map(Delegation::keys)
                .findFirst()
                .orElse(null);
    }
}
