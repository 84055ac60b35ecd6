import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * A fixed number of open connections, each with a thread of its own; never one more connection than
 * was asked for.
 */
final class Lines implements AutoCloseable {

    /** What one thread does with its connection. */
    interface Task<T> {
        T on(int line, Connection connection) throws IOException;
    }

    private final List<Connection> connections = new ArrayList<>();
    private final ExecutorService threads;

    private Lines(Endpoint endpoint, int count) {
        threads = Executors.newFixedThreadPool(count);
        try {
            for (int i = 0; i < count; i++) {
                connections.add(endpoint.connect());
            }
        } catch (IOException e) {
            close();
            throw new UncheckedIOException("connecting to port " + endpoint.port(), e);
        }
    }

    static Lines open(Endpoint endpoint, int count) {
        return new Lines(endpoint, count);
    }

    int count() {
        return connections.size();
    }

    /** Runs the task once on every connection at the same time; the first failure fails all. */
    <T> List<T> each(Task<T> task) {
        List<Future<T>> futures = new ArrayList<>();
        for (int i = 0; i < connections.size(); i++) {
            int line = i;
            futures.add(threads.submit(() -> task.on(line, connections.get(line))));
        }
        var results = new ArrayList<T>();
        try {
            for (Future<T> future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(
                    "a connection failed: " + e.getCause().getMessage(), e.getCause());
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted under load", e);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        for (Connection connection : connections) {
            try {
                connection.close();
            } catch (IOException e) {
                // Nothing was to be said on it any more.
            }
        }
    }
}
