package dev.tabellion.server.metrics;

import dev.tabellion.collection.CollectionEvent;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Hears what is appended and counts it once it is committed. A transaction that rolls back counts
 * nothing.
 */
record RecordWatch(RecordFigures figures) implements Consumer<List<? extends EventMessage<?>>> {

    @Override
    public void accept(List<? extends EventMessage<?>> appended) {
        var events =
                appended.stream()
                        .map(EventMessage::getPayload)
                        .filter(CollectionEvent.class::isInstance)
                        .map(CollectionEvent.class::cast)
                        .toList();
        CurrentUnitOfWork.get().afterCommit(_ -> events.forEach(figures::count));
    }
}
