package dev.tabellion.keyusage;

import java.time.Duration;
import java.time.Instant;

/**
 * A time in which a server, or its way to its record, was gone: what it had signed shortly before
 * it could not commit.
 */
public record Interruption(Instant from, Instant until) {
    /**
     * @param around how long a request may take, and clocks may differ
     */
    boolean covers(Instant at, Duration around) {
        return !at.isBefore(from.minus(around)) && !at.isAfter(until.plus(around));
    }
}
