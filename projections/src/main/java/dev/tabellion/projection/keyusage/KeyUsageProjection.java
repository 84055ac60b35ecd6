package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.LoggedEvent;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Follows the log for what it tells of keys: a batch is written in the transaction that moves the
 * follower's position on. For one segment, so that leaves come in order.
 */
public final class KeyUsageProjection implements EventHandlerInvoker {
    /** The follower's name in {@code tabellion.follower}. */
    public static final String NAME = "keyusage";

    private static final String BATCH = KeyUsageProjection.class.getName();

    private final RecordedUse record;

    /**
     * @param dataSource on which the follower's transactions are
     */
    public KeyUsageProjection(DataSource dataSource) {
        this.record = new RecordedUse(dataSource);
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        List<UsedLeaf> batch = work.getOrComputeResource(BATCH, _ -> begin(work));
        batch.add(leaf((TrackedEventMessage<?>) message));
    }

    private List<UsedLeaf> begin(UnitOfWork<?> work) {
        List<UsedLeaf> batch = new ArrayList<>();
        work.onPrepareCommit(_ -> record.write(batch));
        return batch;
    }

    private static UsedLeaf leaf(TrackedEventMessage<?> message) {
        var event = (DomainEventMessage<?>) message;
        return new UsedLeaf(
                message.trackingToken().position().orElseThrow(),
                message.getTimestamp(),
                event.getAggregateIdentifier(),
                event.getSequenceNumber(),
                (LoggedEvent) message.getPayload());
    }
}
