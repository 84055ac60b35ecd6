package dev.tabellion.command.aggregate;

import dev.tabellion.command.Randomness;
import dev.tabellion.command.store.Ledger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.DomainEventData;
import org.axonframework.eventsourcing.eventstore.jdbc.EventSchema;
import org.axonframework.eventsourcing.eventstore.jdbc.JdbcEventStorageEngine;
import org.axonframework.eventsourcing.eventstore.jpa.SQLStateResolver;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Axon's storage engine on the table {@code tabellion.event}, in the transaction of its caller.
 * Keeps no snapshots: there is no second truth to fall out of step with the events.
 */
public final class EventTable extends JdbcEventStorageEngine {
    /** PostgreSQL's state for a second row of the same (collection, sequence). */
    private static final String DUPLICATE = "23505";

    private static final int READ_AT_ONCE = 500;

    private EventTable(JdbcEventStorageEngine.Builder builder) {
        super(builder);
    }

    public static EventTable on(
            DataSource dataSource,
            TransactionManager transactions,
            Ledger ledger,
            Randomness randomness) {
        EventSerializer serializer = new EventSerializer();
        JdbcEventStorageEngine.Builder builder = JdbcEventStorageEngine.builder();
        builder.eventSerializer(serializer)
                .snapshotSerializer(serializer)
                .connectionProvider(new TransactionAwareDataSourceProxy(dataSource)::getConnection)
                .transactionManager(transactions)
                .persistenceExceptionResolver(new SQLStateResolver(DUPLICATE))
                .schema(schemaOf())
                .dataType(byte[].class)
                .batchSize(READ_AT_ONCE)
                .appendEvents(new EventRows(ledger, randomness));
        return new EventTable(builder);
    }

    private static EventSchema schemaOf() {
        return EventSchema.builder()
                .eventTable("tabellion.event")
                .globalIndexColumn("global_index")
                .eventIdentifierColumn("event_id")
                .aggregateIdentifierColumn("collection")
                .sequenceNumberColumn("sequence")
                .typeColumn("kind")
                .timestampColumn("occurred_at")
                .payloadTypeColumn("name")
                .payloadRevisionColumn("revision")
                .payloadColumn("payload")
                .metaDataColumn("metadata")
                .build();
    }

    @Override
    protected Stream<? extends DomainEventData<?>> readSnapshotData(String collection) {
        return Stream.empty();
    }

    /** Sequence numbers have no holes, so a short batch is the last one. */
    @Override
    protected boolean fetchForAggregateUntilEmpty() {
        return false;
    }

    @Override
    protected Object readTimeStamp(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
