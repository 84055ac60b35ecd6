package dev.tabellion.projection.alert;

import dev.tabellion.background.Background;
import dev.tabellion.projection.finding.FindingReader;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Knows the number of the newest finding, within a tenth of a second, and wakes who waits for it.
 * One question for all who wait, however many they are.
 */
public final class FindingBell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FindingBell.class);
    private static final Duration LOOK = Duration.ofMillis(100);

    private final FindingReader findings;
    private final Object lock = new Object();
    private final Background background = new Background("finding-bell", this::work);
    private volatile long newest;

    public FindingBell(FindingReader findings) {
        this.findings = findings;
    }

    public void start() {
        background.start();
    }

    @Override
    public void close() {
        background.close();
        synchronized (lock) {
            lock.notifyAll(); // nobody waits longer than this
        }
    }

    public long newest() {
        return newest;
    }

    public boolean isStopped() {
        return background.isStopped();
    }

    /** Returns when there is a newer one than that, after that time, or at the end. */
    public void await(long known, Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        synchronized (lock) {
            while (newest <= known && !background.isStopped()) {
                long left = Duration.ofNanos(end - System.nanoTime()).toMillis();
                if (left <= 0) {
                    return;
                }
                lock.wait(left);
            }
        }
    }

    /** Looks now: detection in this process says that there is something. */
    public void look() {
        try {
            ring(findings.newest());
        } catch (DataAccessException e) {
            LOG.atDebug().setCause(e).log("findings-not-looked-at"); // health tells of it
        }
    }

    private void work() {
        while (!background.stoppedWithin(LOOK)) {
            look();
        }
    }

    private void ring(long now) {
        synchronized (lock) {
            if (now > newest) {
                newest = now;
                lock.notifyAll();
            }
        }
    }
}
