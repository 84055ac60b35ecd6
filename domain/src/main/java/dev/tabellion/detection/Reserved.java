package dev.tabellion.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That names which begin so are spoken for.
 *
 * @param leaf the entry that says so
 * @param until from when on they are no longer; null while nobody says
 */
public record Reserved(long leaf, @Nullable Instant until) {

    boolean isAt(Instant at) {
        return until == null || at.isBefore(until);
    }
}
