package dev.tabellion.server.inspection;

import dev.tabellion.projection.inspection.RecordUnreadable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/** What another thread came to, its failures thrown here as they were there. */
final class Awaited {
    private Awaited() {}

    static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordUnreadable("interrupted while reading a log", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException("reading a log", e.getCause());
        }
    }
}
