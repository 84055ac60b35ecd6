package dev.tabellion.projection.coherence;

import java.util.function.LongSupplier;

/**
 * The right of this node to serve its copies. Runs out by itself, by a clock that nobody can set;
 * read on every request, written by {@link Node} alone.
 */
public final class Lease {
    private final LongSupplier nanos;
    private volatile long until;
    private volatile boolean storeAnswers = true;

    /**
     * @param nanos a monotonic clock, such as {@code System::nanoTime}
     */
    public Lease(LongSupplier nanos) {
        this.nanos = nanos;
        this.until = nanos.getAsLong();
    }

    /** Whether a copy whose generation has not ended may be served without asking the store. */
    public boolean isHeld() {
        return until - nanos.getAsLong() > 0;
    }

    /** False while the store is known not to answer: reads need not wait to find out again. */
    public boolean storeAnswers() {
        return storeAnswers;
    }

    void holdUntil(long instant) {
        storeAnswers = true;
        until = instant;
    }

    /** The store answers, but copies must not be served yet. */
    void waitWithStore() {
        storeAnswers = true;
        giveUp();
    }

    void lostStore() {
        storeAnswers = false;
    }

    void giveUp() {
        until = nanos.getAsLong();
    }
}
