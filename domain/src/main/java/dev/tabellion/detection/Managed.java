package dev.tabellion.detection;

import dev.tabellion.tuf.RoleName;
import java.time.Instant;

/**
 * A key of the server's, as the record tells of it.
 *
 * @param serves whether a root names it
 */
public record Managed(RoleName role, int life, long leaf, Instant born, boolean serves) {
    Managed serving() {
        return new Managed(role, life, leaf, born, true);
    }
}
