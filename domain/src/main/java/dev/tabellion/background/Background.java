package dev.tabellion.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread for what goes on beside requests. Stops when it is told to, at its next pause. */
public final class Background implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param work ends soon after {@link #stoppedWithin} said so
     */
    public Background(String name, Runnable work) {
        this.thread = Thread.ofVirtual().name(name).unstarted(work);
    }

    public void start() {
        thread.start();
    }

    public boolean isStopped() {
        return stopped.getCount() == 0;
    }

    /** Pauses; true, and at once, if the work is to end. */
    public boolean stoppedWithin(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Returns when the work has ended, or has not within ten seconds. */
    @Override
    public void close() {
        stopped.countDown();
        try {
            if (thread.isAlive()) { // and not one that was never started
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
