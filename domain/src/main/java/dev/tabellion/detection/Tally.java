package dev.tabellion.detection;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a rule spoke in a stretch of an hour. The first time is a finding, the others are
 * counted, and the count is one more when the hour is over: so a flood is two findings.
 *
 * @param leaf the entry at which the stretch began
 */
public record Tally(Instant since, long leaf, int count) {
    private static final Duration STRETCH = Duration.ofHours(1);

    static Tally first(Entry entry) {
        return new Tally(entry.at(), entry.leaf(), 1);
    }

    Tally next() {
        return new Tally(since, leaf, Math.incrementExact(count));
    }

    /** Whether the next one begins a stretch of its own. */
    boolean isOver(Instant at) {
        return !at.isBefore(until());
    }

    Instant until() {
        return since.plus(STRETCH);
    }
}
