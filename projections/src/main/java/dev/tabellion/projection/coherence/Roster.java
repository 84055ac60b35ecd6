package dev.tabellion.projection.coherence;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/** What a node knows of the others. Never says what it has known for longer than a lease. */
final class Roster {
    private final LongSupplier nanos;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition known = lock.newCondition();
    private volatile Members members;

    Roster(LongSupplier nanos) {
        this.nanos = nanos;
        this.members = nobody();
    }

    void know(Members news) {
        members = news;
        lock.lock();
        try {
            known.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void forget() {
        members = nobody();
    }

    /** Waits until it is known again; throws if that takes longer. */
    Members current(Duration patience) {
        Members now = members;
        return isValid(now) ? now : await(patience);
    }

    private Members await(Duration patience) {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!isValid(members)) {
                if (left <= 0) {
                    throw new IllegalStateException(
                            "this node does not know which others serve copies: it has had no"
                                    + " session with the store for "
                                    + patience);
                }
                left = known.awaitNanos(left);
            }
            return members;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while asking who else serves copies", e);
        } finally {
            lock.unlock();
        }
    }

    private boolean isValid(Members some) {
        return some.validUntil() - nanos.getAsLong() > 0;
    }

    /** Valid no longer than this instant. */
    private Members nobody() {
        return new Members(Set.of(), nanos.getAsLong());
    }
}
