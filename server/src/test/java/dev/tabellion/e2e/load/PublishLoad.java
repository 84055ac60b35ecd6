package dev.tabellion.e2e.load;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/**
 * Publishers that publish one target after the other, each in a thread of its own, and remember
 * what was acknowledged. One that fails while the server is known to be away waits for its return.
 */
public final class PublishLoad implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final Map<String, Set<String>> acknowledged;
    private final AtomicInteger attempts = new AtomicInteger();
    private final Semaphore acknowledgements = new Semaphore(0);
    private final ServerPresence presence = new ServerPresence();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> work;
    private volatile boolean stopped;

    private PublishLoad(List<Publisher> publishers) {
        acknowledged =
                publishers.stream()
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        Publisher::gun, _ -> ConcurrentHashMap.newKeySet()));
        work = publishers.stream().<Future<?>>map(it -> threads.submit(() -> keepOn(it))).toList();
    }

    public static PublishLoad of(List<? extends Publisher> publishers) {
        return new PublishLoad(List.copyOf(publishers));
    }

    /** Returns when so many more publications have been acknowledged. */
    public void awaitAcknowledgements(int more) {
        acknowledgements.drainPermits();
        try {
            if (!acknowledgements.tryAcquire(more, PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("too few of " + more + " publications in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while publishers work", e);
        }
    }

    /** Takes the server away under the publishers' hands and brings it back. */
    public void mistreat(Runnable blow, Runnable recovery) {
        presence.away();
        blow.run();
        recovery.run();
        presence.back();
    }

    /** What has been acknowledged so far, by collection: no less than at the moment of the call. */
    public Map<String, Set<String>> acknowledged() {
        return acknowledged.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> Set.copyOf(it.getValue())));
    }

    /** How many attempts were acknowledged. */
    public int successes() {
        return acknowledged.values().stream().mapToInt(Set::size).sum();
    }

    /** How many attempts failed, went unanswered or are still under way. */
    public int failures() {
        return attempts.get() - successes();
    }

    /** Lets each publisher end what it has begun; fails if one of them broke. */
    @Override
    public void close() {
        stopped = true;
        presence.back();
        threads.close();
        for (Future<?> each : work) {
            try {
                each.get();
            } catch (ExecutionException e) {
                throw new AssertionError("a publisher broke", e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while publishers end", e);
            }
        }
    }

    private void keepOn(Publisher publisher) {
        for (int i = 0; !stopped; i++) {
            var target = "target-" + i;
            attempts.incrementAndGet();
            if (publisher.publish(target)) {
                remember(publisher, target);
            } else {
                presence.await();
            }
        }
    }

    private void remember(Publisher publisher, String target) {
        of(publisher).add(target);
        acknowledgements.release();
    }

    private Set<String> of(Publisher publisher) {
        return Objects.requireNonNull(acknowledged.get(publisher.gun()), "a publisher of ours");
    }
}
