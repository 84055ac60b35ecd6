package dev.tabellion.projection.detection;

import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.detection.Entry;
import dev.tabellion.detection.View;
import dev.tabellion.detection.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventHandlerInvoker;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Follows the log for detection, a batch at a time: what is found, what is remembered and the
 * follower's position are one transaction. For one segment, so that leaves come in order.
 */
public final class DetectionProjection implements EventHandlerInvoker {
    private static final String BATCH = DetectionProjection.class.getName();
    private static final int NAMED = 12;

    private final Investigation investigation;

    public DetectionProjection(Investigation investigation) {
        this.investigation = investigation;
    }

    /**
     * The follower's name in {@code tabellion.follower}: other rules are another follower, which
     * begins at the first leaf.
     */
    public static String name() {
        return "detection-" + Rules.digest().hex().substring(0, NAMED);
    }

    @Override
    public boolean canHandle(EventMessage<?> message, Segment segment) {
        return true;
    }

    @Override
    public void handle(EventMessage<?> message, Segment segment) {
        UnitOfWork<?> work = CurrentUnitOfWork.get();
        List<Entry> batch = work.getOrComputeResource(BATCH, _ -> begin(work));
        batch.add(entry((TrackedEventMessage<?>) message));
    }

    private List<Entry> begin(UnitOfWork<?> work) {
        List<Entry> batch = new ArrayList<>();
        work.onPrepareCommit(_ -> investigation.hear(batch));
        work.afterCommit(_ -> investigation.kept());
        return batch;
    }

    private static Entry entry(TrackedEventMessage<?> message) {
        DomainEventMessage<?> stored = (DomainEventMessage<?>) message;
        return new Entry(
                message.trackingToken().position().orElseThrow(),
                message.getTimestamp(),
                view(EventStream.stored(stored.getType(), stored.getAggregateIdentifier())),
                (LoggedEvent) message.getPayload());
    }

    private static View view(EventStream stream) {
        return switch (stream) {
            case EventStream.Collection(var gun) -> new View.OfRecord(gun);
            case EventStream.Watch(var name) -> new View.OfWatch(name.value());
            case EventStream.Ledger _, EventStream.Cases _ -> new View.OfLedger();
        };
    }
}
