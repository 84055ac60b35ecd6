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

    /** As it was told last; -1 while nobody knows. */
    private volatile long size = -1;

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

    /** Whether, as far as was told, there is none after that leaf: to be believed for a moment. */
    boolean endsWith(long leaf) {
        return leaf + 1 == size;
    }

    /**
     * Called by whoever has taken up leaves, which go that far now; negative if it is not known.
     */
    void grown(long leaves) {
        size = leaves;
        tell();
    }

    /**
     * Called by whoever has heard that somebody brought out so much, which may be no news here.
     *
     * @param leaves negative if that was not said
     */
    void heard(long leaves) {
        if (leaves < 0 || leaves != size) {
            grown();
        }
    }

    /** Called by whoever does not know. */
    public void grown() {
        grown(-1);
    }

    private void tell() {
        told.incrementAndGet();
        followers.forEach(Runnable::run);
    }
}
