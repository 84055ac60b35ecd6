package dev.tabellion.projection.log;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells those in this process who follow the log that it may have grown. Followers in other
 * processes hear the database's notice {@code tabellion_log}; none may rely on hearing.
 */
public final class LogNews {
    private final List<Runnable> followers = new CopyOnWriteArrayList<>();

    /**
     * @param follower returns at once and never throws
     */
    public void tell(Runnable follower) {
        followers.add(follower);
    }

    void grown() {
        followers.forEach(Runnable::run);
    }
}
