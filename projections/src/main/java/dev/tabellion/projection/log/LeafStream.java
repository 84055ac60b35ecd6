package dev.tabellion.projection.log;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.jspecify.annotations.Nullable;

/**
 * One follower's way along the leaves, a batch at a time. For one reader at once; may be woken from
 * any thread.
 */
public final class LeafStream implements BlockingStream<TrackedEventMessage<?>> {
    private static final int BATCH = 1_000;

    /** What was told last is dropped by Axon where the next look fails: it has its time first. */
    private static final long PATIENCE = Duration.ofSeconds(2).toNanos();

    private final LeafReader reader;
    private final LogNews news;
    private final AtomicLong position;
    private final Deque<TrackedEventMessage<?>> read = new ArrayDeque<>();
    private final Semaphore rings = new Semaphore(0);
    private final AtomicReference<@Nullable Runnable> callback = new AtomicReference<>();
    private final Runnable waker = this::woken;
    private volatile long told = System.nanoTime() - PATIENCE;

    LeafStream(LeafReader reader, LogNews news, long position) {
        this.reader = reader;
        this.news = news;
        this.position = new AtomicLong(position);
        news.tell(waker);
    }

    @Override
    public Optional<TrackedEventMessage<?>> peek() {
        return fill() ? Optional.of(read.getFirst()) : Optional.empty();
    }

    @Override
    public boolean hasNextAvailable(int timeout, TimeUnit unit) throws InterruptedException {
        rings.drainPermits(); // before the look, so that a ring after it is not lost
        if (fill()) {
            return true;
        }
        return timeout > 0 && rings.tryAcquire(timeout, unit) && fill();
    }

    @Override
    public TrackedEventMessage<?> nextAvailable() throws InterruptedException {
        while (!hasNextAvailable(1, TimeUnit.SECONDS)) {
            // looks again each second, should a ring be lost
        }
        return read.removeFirst();
    }

    @Override
    public boolean setOnAvailableCallback(Runnable onAvailable) {
        callback.set(onAvailable);
        return true;
    }

    @Override
    public void close() {
        news.forget(waker);
        callback.set(null);
    }

    private void woken() {
        rings.release();
        Runnable available = callback.get();
        if (available != null) {
            available.run();
        }
    }

    /** Whether there is a next one at hand, which may take a look into the log. */
    private boolean fill() {
        if (!read.isEmpty()) {
            return true;
        }
        List<TrackedEventMessage<?>> next = next();
        if (next.isEmpty()) {
            return false;
        }
        read.addAll(next);
        position.addAndGet(next.size());
        told = System.nanoTime();
        return true;
    }

    private List<TrackedEventMessage<?>> next() {
        try {
            return reader.after(position.get(), BATCH);
        } catch (UnreadLeaf e) {
            if (System.nanoTime() - told < PATIENCE) {
                return List.of();
            }
            throw e;
        }
    }
}
