package dev.tabellion.projection.coherence;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * The right of this node to serve its copies. Runs out by itself, by a clock that nobody can set;
 * read on every request, written by {@link Node} alone.
 */
public final class Lease {
    /**
     * Several times what {@link Node} takes to notice that its store is back; short, for each who
     * waits holds a connection that others may need.
     */
    private static final Duration LOST_STORE = Duration.ofSeconds(2);

    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition storeFound = lock.newCondition();
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

    /**
     * Waits a moment for a lost store: that it is back is known some time after it is, and who has
     * nothing in memory need not be refused meanwhile. False if it is not back by then.
     */
    public boolean awaitStore() {
        return storeAnswers || awaitStore(LOST_STORE.toNanos());
    }

    private boolean awaitStore(long patience) {
        lock.lock();
        try {
            for (long left = patience; !storeAnswers && left > 0; ) {
                left = storeFound.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // nobody waits for this answer any more
        } finally {
            lock.unlock();
        }
        return storeAnswers;
    }

    void holdUntil(long instant) {
        foundStore();
        until = instant;
    }

    /** The store answers, but copies must not be served yet. */
    void waitWithStore() {
        foundStore();
        giveUp();
    }

    private void foundStore() {
        if (!storeAnswers) {
            lock.lock();
            try {
                storeAnswers = true;
                storeFound.signalAll();
            } finally {
                lock.unlock();
            }
        }
    }

    void lostStore() {
        storeAnswers = false;
    }

    void giveUp() {
        until = nanos.getAsLong();
    }
}
