package dev.tabellion.projection.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells those in this process who follow the log that it may have grown. {@link LeafEar} hears of
 * other processes' batches; none may rely on hearing, nor take it for certain.
 */
public final class LogNews {
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    /**
     * @param follower returns at once and never throws
     */
    public void tell(Runnable follower) {
        followers.add(follower);
    }

    void forget(Runnable follower) {
        followers.remove(follower);
    }

    void grown() {
        followers.forEach(Runnable::run);
    }
}
