package dev.tabellion.projection.inspection;

import dev.tabellion.inspection.RecordSource;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * How fast the record is read again and again.
 *
 * @param round within which everything is looked at once
 * @param rest at least this long from the beginning of one round to that of the next
 * @param pace entries a second that cost nothing worth saving: short logs are done sooner
 */
public record InspectionTerms(Duration round, Duration rest, int pace) {
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final double DRAWN_OUT = 0.75;

    public InspectionTerms {
        if (round.toSeconds() < 1 || rest.isNegative() || pace < 1) {
            throw new IllegalArgumentException(
                    "a round of " + round + ", a rest of " + rest + ", a pace of " + pace);
        }
    }

    /** Before a look that failed is taken again. */
    Duration afterFailure() {
        return rest.compareTo(LONGEST) > 0
                ? LONGEST
                : rest.compareTo(SHORTEST) < 0 ? SHORTEST : rest;
    }

    /**
     * From one chunk to the next, in a log of {@code size} entries. Leaves a quarter of the round:
     * the rest of one that was interrupted and a whole one after it take less than two.
     */
    Duration chunkTime(long size) {
        double perSecond = Math.max(pace, size / (round.toSeconds() * DRAWN_OUT));
        return Duration.ofNanos(
                (long) (RecordSource.AT_ONCE / perSecond * TimeUnit.SECONDS.toNanos(1)));
    }
}
