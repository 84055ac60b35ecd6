package dev.tabellion.projection.log;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Among those of a process who follow the log: one works while the others wait, so that what
 * follows a publication never takes more than one processor of those that publish. Nobody waits for
 * long: who has waited his time goes on beside who is slow.
 */
public final class Turns {
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Semaphore free = new Semaphore(1, true);
    private final Duration patience;

    public Turns() {
        this(PATIENCE);
    }

    Turns(Duration patience) {
        this.patience = patience;
    }

    /** Does the work when nobody else is at it, or after the patience. */
    public void take(Runnable work) {
        boolean alone = awaited();
        try {
            work.run();
        } finally {
            if (alone) {
                free.release();
            }
        }
    }

    /** How many could begin at once; for tests. */
    int free() {
        return free.availablePermits();
    }

    private boolean awaited() {
        try {
            return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the work will see it
            return false;
        }
    }
}
