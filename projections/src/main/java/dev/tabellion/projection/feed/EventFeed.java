package dev.tabellion.projection.feed;

import dev.tabellion.tlog.Origin;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Sends each event of the log to a topic, at least once and in order. A batch is sent as a whole,
 * then waited for, and only then does the follower's position move: a crash in between sends it
 * again, under the same ids.
 */
public final class EventFeed implements EventHandlerInvoker {
    /** Its position is kept under it. */
    public static final String NAME = "kafka-events";

    private static final String LANE = "kafka-lane";
    private static final int PATIENCE_SECONDS = 20;

    private final EventRecords records;
    private final OrderedProducer producer;
    private final AtomicLong sent = new AtomicLong(-1);
    private volatile boolean failing;

    public EventFeed(String topic, Origin origin, OrderedProducer producer) {
        this.records = new EventRecords(topic, origin);
        this.producer = producer;
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        TrackedEventMessage<?> leaf = (TrackedEventMessage<?>) message;
        long index = leaf.trackingToken().position().orElseThrow();
        UnitOfWork<?> batch = CurrentUnitOfWork.get();
        OrderedProducer.Lane lane = batch.getOrComputeResource(LANE, _ -> producer.lane());
        CompletableFuture<Void> acknowledged = lane.send(records.of(leaf));
        batch.onPrepareCommit(_ -> await(index, acknowledged));
    }

    /** The index of the last event that Kafka has from this process; -1 before the first. */
    public long sent() {
        return sent.get();
    }

    /** Whether the last attempt brought nothing to Kafka. */
    public boolean isFailing() {
        return failing;
    }

    private void await(long index, CompletableFuture<Void> acknowledged) {
        try {
            acknowledged.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            // A crash here, before the position is committed: sent again after the restart.
            sent.set(index);
            failing = false;
        } catch (ExecutionException | TimeoutException e) {
            failing = true;
            throw new FeedBroken("sending the event of leaf " + index + " to Kafka", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FeedBroken("sending the event of leaf " + index + " to Kafka", e);
        }
    }
}
