package dev.tabellion.command.aggregate;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventLeaf;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.store.Ledger;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.AppendEventsStatementBuilder;
import org.axonframework.eventsourcing.eventstore.jdbc.statements.TimestampWriter;
import org.axonframework.serialization.SerializedObject;
import org.axonframework.serialization.Serializer;

/**
 * Writes the rows of events, each with its leaf: what the log will hold is fixed here, once. Never
 * writes outside a transaction, where an event could be stored without its documents.
 */
final class EventRows implements AppendEventsStatementBuilder {
    private static final int NONCE_BYTES = 16;
    private static final String INSERT =
            "insert into tabellion.event (event_id, collection, sequence, kind, occurred_at, name,"
                    + " revision, payload, metadata, leaf) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final Ledger ledger;
    private final Randomness randomness;

    EventRows(Ledger ledger, Randomness randomness) {
        this.ledger = ledger;
        this.randomness = randomness;
    }

    @Override
    public PreparedStatement build(
            Connection connection,
            EventSchema schema,
            Class<?> dataType,
            List<? extends EventMessage<?>> events,
            Serializer serializer,
            TimestampWriter timestampWriter)
            throws SQLException {
        if (connection.getAutoCommit()) {
            throw new IllegalStateException("events are appended in a transaction, or not at all");
        }
        PreparedStatement statement = connection.prepareStatement(INSERT);
        for (EventMessage<?> event : events) {
            add(statement, (DomainEventMessage<?>) event, serializer);
        }
        return statement;
    }

    private void add(PreparedStatement row, DomainEventMessage<?> event, Serializer serializer)
            throws SQLException {
        SerializedObject<byte[]> payload = event.serializePayload(serializer, byte[].class);
        Instant at = event.getTimestamp().truncatedTo(ChronoUnit.MICROS); // as the column holds it
        row.setObject(1, UUID.fromString(event.getIdentifier()));
        row.setString(2, event.getAggregateIdentifier());
        row.setLong(3, event.getSequenceNumber());
        row.setString(4, event.getType());
        row.setObject(5, at.atOffset(ZoneOffset.UTC));
        row.setString(6, payload.getType().getName());
        row.setString(7, payload.getType().getRevision());
        row.setBytes(8, payload.getData());
        row.setBytes(9, event.serializeMetaData(serializer, byte[].class).getData());
        row.setBytes(10, leaf(event, at, Bytes.of(payload.getData())).bytes().toArray());
        row.addBatch();
    }

    private EventLeaf leaf(DomainEventMessage<?> event, Instant at, Bytes payload) {
        Origin origin = Origin.of(event.getMetaData());
        return new EventLeaf(
                ledger.origin(),
                event.getIdentifier(),
                at,
                EventStream.stored(event.getType(), event.getAggregateIdentifier()),
                event.getSequenceNumber(),
                origin.actor(),
                origin.requestId(),
                origin.cause(),
                randomness.bytes(NONCE_BYTES),
                (LoggedEvent) event.getPayload(),
                payload);
    }
}
