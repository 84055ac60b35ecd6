package dev.tabellion.inspection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Instants as leaves tell them: to the millisecond. */
public final class LeafTime {
    private LeafTime() {}

    public static Instant of(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MILLIS);
    }
}
