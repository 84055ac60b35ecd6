package dev.tabellion.command.aggregate;

import dev.tabellion.collection.Gun;
import org.axonframework.common.lock.PessimisticLockFactory;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.AbstractAggregateFactory;
import org.axonframework.eventsourcing.CachingEventSourcingRepository;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.Aggregate;

/**
 * Collections as their events made them, the lately used ones in memory. One at a time works on a
 * collection within this process; between processes the event table's index decides.
 */
public final class CollectionRepository
        extends CachingEventSourcingRepository<CollectionAggregate> {
    private static final int ATTEMPT_MILLIS = 10;
    private static final int TURN_ATTEMPTS = 1_500;

    private final EventStore events;
    private final RecentAggregates recent;

    private CollectionRepository(
            EventSourcingRepository.Builder<CollectionAggregate> builder,
            EventStore events,
            RecentAggregates recent) {
        super(builder);
        this.events = events;
        this.recent = recent;
    }

    public static CollectionRepository on(EventStore events, RecentAggregates recent) {
        return new CollectionRepository(
                EventSourcingRepository.builder(CollectionAggregate.class)
                        .eventStore(events)
                        .aggregateFactory(new Factory())
                        .lockFactory(turns())
                        .cache(recent),
                events,
                recent);
    }

    /** One writer at a time; who gets no turn meanwhile may try again. */
    private static PessimisticLockFactory turns() {
        return PessimisticLockFactory.builder()
                .acquireAttempts(TURN_ATTEMPTS)
                .lockAttemptTimeout(ATTEMPT_MILLIS)
                .build();
    }

    /** The collection of that name, or the unborn one; locked until the unit of work ends. */
    Aggregate<CollectionAggregate> of(Gun gun) {
        Aggregate<CollectionAggregate> aggregate =
                loadOrCreate(gun.value(), () -> new CollectionAggregate(gun));
        CurrentUnitOfWork.get().onCleanup(_ -> forgetUnborn(aggregate));
        return aggregate;
    }

    /** Whether nobody has written to the collection since this state of it. */
    boolean isCurrent(Aggregate<CollectionAggregate> aggregate) {
        Long version = aggregate.version();
        return version == null // not cached, so just read
                || events.lastSequenceNumberFor(aggregate.identifierAsString())
                        .filter(version::equals)
                        .isPresent();
    }

    /** Names without a history are many and cost nothing to read: they take nobody's place. */
    private void forgetUnborn(Aggregate<CollectionAggregate> aggregate) {
        if (aggregate.version() == null) {
            recent.remove(aggregate.identifierAsString());
        }
    }

    private static final class Factory extends AbstractAggregateFactory<CollectionAggregate> {
        Factory() {
            super(CollectionAggregate.class);
        }

        @Override
        @SuppressWarnings("rawtypes")
        protected CollectionAggregate doCreateAggregate(String gun, DomainEventMessage first) {
            return new CollectionAggregate(new Gun(gun));
        }
    }
}
