package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Sha256;
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
 * Follows the log for the audit trail, a batch at a time: what a batch tells is written once, in
 * the transaction that moves the follower's position on. For one segment, so that leaves come in
 * order.
 */
public final class AuditProjection implements EventHandlerInvoker {
    /** The follower's name in {@code tabellion.follower}. */
    public static final String NAME = "audit";

    private static final String BATCH = AuditProjection.class.getName();

    private final AuditWriter writer;

    /**
     * @param dataSource on which the follower's transactions are
     */
    public AuditProjection(DataSource dataSource) {
        this.writer = new AuditWriter(dataSource);
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        List<IndexedLeaf> batch = work.getOrComputeResource(BATCH, _ -> begin(work));
        batch.add(leaf((TrackedEventMessage<?>) message));
    }

    private List<IndexedLeaf> begin(UnitOfWork<?> work) {
        List<IndexedLeaf> batch = new ArrayList<>();
        work.onPrepareCommit(_ -> writer.write(batch));
        return batch;
    }

    private static IndexedLeaf leaf(TrackedEventMessage<?> message) {
        return new IndexedLeaf(
                message.trackingToken().position().orElseThrow(),
                message.getTimestamp(),
                ((DomainEventMessage<?>) message).getAggregateIdentifier(),
                message.getMetaData().get("actor") instanceof String hex ? new Sha256(hex) : null,
                (LoggedEvent) message.getPayload());
    }
}
