package dev.tabellion.projection.current;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** An instant as PostgreSQL keeps it: microseconds, cut and not rounded, on every way in. */
final class Stamp {
    private Stamp() {}

    static String of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).toString();
    }
}
