package dev.tabellion.projection.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Tells those in this process who follow the log that it may have grown. {@link LeafEar} hears of
 * other processes' batches; none may rely on hearing, nor take it for certain.
 */
public final class LogNews {
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();
    private final AtomicLong told = new AtomicLong();

    /**
     * @param follower returns at once and never throws
     */
    public void tell(Runnable follower) {
        followers.add(follower);
    }

    void forget(Runnable follower) {
        followers.remove(follower);
    }

    /** How often it was told: who found nothing need not look again while this stays the same. */
    long told() {
        return told.get();
    }

    /** Called by whoever has taken up leaves, or has heard that somebody did. */
    public void grown() {
        told.incrementAndGet();
        followers.forEach(Runnable::run);
    }
}
