package dev.tabellion.signer.witness;

import java.time.Duration;

/**
 * How often something may happen: some times at once, then evenly (the generic cell rate algorithm:
 * what is remembered is when it would next be due if it came evenly). For one thread at a time.
 */
final class Pace {
    private final long interval;
    private final long slack;
    private volatile long due;

    /**
     * @param interval between two in the long run
     * @param burst how many may come at once, at least one
     * @param now by {@link System#nanoTime}
     */
    Pace(Duration interval, int burst, long now) {
        this.interval = interval.toNanos();
        this.slack = this.interval * (burst - 1);
        this.due = now;
    }

    boolean admits(long now) {
        long wait = due - now;
        if (wait > slack) {
            return false;
        }
        due = (wait > 0 ? due : now) + interval;
        return true;
    }
}
