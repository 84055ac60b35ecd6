package dev.tabellion.projection.current;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Gun;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes what a publication makes current, in the publication's own transaction: to be subscribed
 * to the event store, which calls it after the append and before the commit. An error here undoes
 * the publication.
 */
public final class CurrentProjection implements Consumer<List<? extends EventMessage<?>>> {
    private final CurrentWriter writer;

    public CurrentProjection(DataSource dataSource) {
        this.writer = new CurrentWriter(new JdbcTemplate(dataSource), CurrentTables.SERVED);
    }

    @Override
    public void accept(List<? extends EventMessage<?>> messages) {
        List<RecordedEvent> events =
                messages.stream().flatMap(CurrentProjection::collectionEvent).toList();
        if (events.isEmpty()) {
            return;
        }
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "events came without the transaction that appends them: " + events.size());
        }
        writer.write(events);
    }

    private static Stream<RecordedEvent> collectionEvent(EventMessage<?> message) {
        return message instanceof DomainEventMessage<?> domain
                        && domain.getPayload() instanceof CollectionEvent event
                ? Stream.of(
                        new RecordedEvent(
                                UUID.fromString(domain.getIdentifier()),
                                new Gun(domain.getAggregateIdentifier()),
                                domain.getTimestamp(),
                                event))
                : Stream.empty();
    }
}
