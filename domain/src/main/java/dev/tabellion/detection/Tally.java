package dev.tabellion.detection;

import java.time.Duration;
import java.time.Instant;

/** How often something happened since the first time in a stretch of an hour. */
public record Tally(Instant since, int count) {
    private static final Duration STRETCH = Duration.ofHours(1);

    static Tally first(Instant at) {
        return new Tally(at, 1);
    }

    Tally next(Instant at) {
        return isOver(at) ? first(at) : new Tally(since, Math.incrementExact(count));
    }

    /** Whether the next one begins a stretch of its own. */
    public boolean isOver(Instant at) {
        return !at.isBefore(since.plus(STRETCH));
    }
}
