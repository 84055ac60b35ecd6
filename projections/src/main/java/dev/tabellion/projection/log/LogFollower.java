package dev.tabellion.projection.log;

import dev.tabellion.notary.HealthCheck;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.pooled.PooledStreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.jspecify.annotations.Nullable;

/**
 * A projection on its way along the log: one segment, on one node at a time, from the first leaf
 * on. What a batch changes and the follower's position are committed together. After an error it
 * tries the batch again, each time a little later, and its health says so.
 */
public final class LogFollower implements HealthCheck, AutoCloseable {
    private static final int BATCH = 1_000;
    private static final long LOOK_MILLIS = 2_000;

    private final String name;
    private final LeafSource leaves;
    private final PooledStreamingEventProcessor processor;
    private final ScheduledExecutorService coordinator;
    private final ScheduledExecutorService worker;

    /**
     * @param name permanent: its position is kept under it
     */
    public LogFollower(
            String name,
            EventHandlerInvoker projection,
            LeafSource leaves,
            TokenStore positions,
            TransactionManager transactions) {
        this(name, projection, leaves, leaves.turns(), positions, transactions);
    }

    /**
     * @param turns of its own for one that waits for somebody else's machine within a batch
     */
    public LogFollower(
            String name,
            EventHandlerInvoker projection,
            LeafSource leaves,
            Turns turns,
            TokenStore positions,
            TransactionManager transactions) {
        this.name = name;
        this.leaves = leaves;
        ThreadFactory threads = Thread.ofVirtual().name("follower-" + name + "-", 0).factory();
        this.coordinator = Executors.newSingleThreadScheduledExecutor(threads);
        this.worker = new PatientWorker(threads, turns);
        this.processor =
                PooledStreamingEventProcessor.builder()
                        .name(name)
                        .eventHandlerInvoker(projection)
                        .messageSource(leaves)
                        .tokenStore(positions)
                        .transactionManager(transactions)
                        .initialSegmentCount(1)
                        .initialToken(source -> source.createTailToken())
                        .batchSize(BATCH)
                        .tokenClaimInterval(LOOK_MILLIS)
                        .coordinatorExecutor(coordinator)
                        .workerExecutor(worker)
                        .build();
    }

    public void start() {
        processor.start();
    }

    @Override
    public String name() {
        return "Follower " + name + " operational";
    }

    @Override
    public @Nullable String complaint() {
        boolean failing =
                processor.isError()
                        || processor.processingStatus().values().stream()
                                .anyMatch(status -> status.isErrorState());
        return failing ? "it stands still and tries again" + why() + "; see the log" : null;
    }

    private String why() {
        Long leaf = leaves.unread();
        return leaf == null ? "" : ": the event of leaf " + leaf + " does not read";
    }

    /** What is derived comes later; what is served is served. */
    @Override
    public boolean isVital() {
        return false;
    }

    @Override
    public void close() {
        processor.shutDown();
        coordinator.shutdown();
        worker.shutdown();
    }
}
