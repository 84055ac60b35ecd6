package dev.tabellion.background;

import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A thread for what goes on beside requests. Stops when it is told to, at its next pause. Work that
 * falls over is begun again after a pause, and {@link Fallen} tells of it: nobody waits for such a
 * thread, so nobody else would notice that it is gone.
 */
public final class Background implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Background.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration RECOVERY = Duration.ofSeconds(5);

    private final CountDownLatch stopped = new CountDownLatch(1);
    private final String name;
    private final Runnable work;
    private final Duration recovery;
    private final Thread thread;

    /**
     * @param work ends soon after {@link #stoppedWithin} said so
     */
    public Background(String name, Runnable work) {
        this(name, work, RECOVERY);
    }

    /**
     * @param recovery after which work that fell over is begun again
     */
    Background(String name, Runnable work, Duration recovery) {
        this.name = name;
        this.work = work;
        this.recovery = recovery;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
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
        Fallen.forget(name);
    }

    /** Once at least: work that was told to stop before it began has things to give back, too. */
    private void run() {
        boolean fell = falls();
        while (fell && !stoppedWithin(recovery)) {
            fell = falls();
        }
    }

    /** Whether the work ended by an error rather than by itself. */
    private boolean falls() {
        try {
            work.run();
            return false;
        } catch (RuntimeException | Error e) { // whatever it is: there is no caller to hear of it
            Fallen.tell(name, e);
            LOG.log(Level.ERROR, "background-work-fell: " + name, e);
            return true;
        }
    }
}
