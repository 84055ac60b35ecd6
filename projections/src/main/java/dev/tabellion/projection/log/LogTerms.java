package dev.tabellion.projection.log;

import java.time.Duration;

/**
 * How often a log does what.
 *
 * @param interval between the beginnings of two batches that are not full
 * @param lease how long a node that appends may be silent before another takes its place
 * @param freshness how old a published checkpoint gets while nothing happens
 */
public record LogTerms(Duration interval, Duration lease, Duration freshness) {
    public static final LogTerms STANDARD =
            new LogTerms(Duration.ofMillis(200), Duration.ofSeconds(5), Duration.ofMinutes(10));

    public LogTerms {
        if (interval.isNegative() || lease.compareTo(interval.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException(
                    "a lease of " + lease + " does not outlast two intervals of " + interval);
        }
    }

    /** Often enough that two beats in a row may be missed. */
    Duration beat() {
        return lease.dividedBy(4);
    }
}
