package dev.tabellion.tuf;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Root metadata: the keys and thresholds of the four top-level roles.
 *
 * @param consistentSnapshot whether files bear their version or digest in their names
 */
public record Root(
        Version version, Instant expires, Map<RoleName, RoleKeys> roles, boolean consistentSnapshot)
        implements Metadata, Delegator {
    public Root {
        roles = Map.copyOf(roles);
        for (RoleName role :
                new RoleName[] {
                    RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP
                }) {
            if (!roles.containsKey(role)) {
                throw new IllegalArgumentException("a root names the keys of " + role);
            }
        }
    }

    /** As Notary's clients write it, without consistent snapshots. */
    public Root(Version version, Instant expires, Map<RoleName, RoleKeys> roles) {
        this(version, expires, roles, false);
    }

    @Override
    public @Nullable RoleKeys keysOf(RoleName role) {
        return roles.get(role);
    }

    /** The keys of a top-level role, which every root has. */
    public RoleKeys topLevel(RoleName role) {
        RoleKeys keys = roles.get(role);
        if (keys == null) {
            throw new IllegalArgumentException(role + " is not a top-level role");
        }
        return keys;
    }
}
