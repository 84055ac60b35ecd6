package dev.tabellion.server.alert;

import dev.tabellion.hostile.Author;
import dev.tabellion.server.read.Until;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** Publishers who publish again as soon as they are answered, until it is closed. */
final class PublishLoad implements AutoCloseable {
    /** Of one collection: its document grows with each. */
    private static final int PUBLICATIONS = 25;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger published = new AtomicInteger();
    private final List<? extends Future<?>> publishers;
    private volatile boolean over;

    /**
     * @param authors each another one, who has begun a collection
     */
    private PublishLoad(int many, Supplier<Author> authors) {
        publishers =
                IntStream.range(0, many)
                        .mapToObj(_ -> threads.submit(() -> publish(authors)))
                        .toList();
    }

    /** All of them have begun when it returns. */
    static PublishLoad of(int many, Supplier<Author> authors) {
        PublishLoad load = new PublishLoad(many, authors);
        Until.holds("all publish", () -> load.published() > 2 * many);
        return load;
    }

    private void publish(Supplier<Author> authors) {
        while (!over) {
            Author author = authors.get();
            for (int time = 0; time < PUBLICATIONS && !over; time++) {
                author.adds("t" + time);
                published.incrementAndGet();
            }
        }
    }

    int published() {
        return published.get();
    }

    /** None of them may have failed. */
    @Override
    public void close() {
        over = true;
        threads.close();
        for (Future<?> publisher : publishers) {
            if (publisher.state() == Future.State.FAILED) {
                throw new IllegalStateException("publishing", publisher.exceptionNow());
            }
        }
    }
}
