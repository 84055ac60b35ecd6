package dev.tabellion.command.aggregate;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.TrustedCollection;
import java.util.List;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.messaging.MetaData;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.AggregateLifecycle;
import org.axonframework.modelling.command.AggregateRoot;

/** Holds a collection for Axon. Decides nothing: that is the collection's own work. */
@AggregateRoot(type = "collection")
final class CollectionAggregate {
    @AggregateIdentifier private final String gun;
    private TrustedCollection collection;

    CollectionAggregate(Gun gun) {
        this.gun = gun.value();
        this.collection = TrustedCollection.unborn(gun);
    }

    TrustedCollection collection() {
        return collection;
    }

    void record(List<CollectionEvent> events, MetaData origin) {
        events.forEach(event -> AggregateLifecycle.apply(event, origin));
    }

    @EventSourcingHandler
    void on(CollectionEvent event) {
        collection = collection.evolve(event);
    }

    @Override
    public String toString() {
        return gun;
    }
}
