package dev.tabellion.projection.coherence;

import java.util.Set;
import java.util.UUID;

/**
 * Which other nodes may hold copies.
 *
 * @param validUntil by our monotonic clock: a node that came since then holds no copies before
 */
record Members(Set<UUID> others, long validUntil) {
    Members {
        others = Set.copyOf(others);
    }
}
