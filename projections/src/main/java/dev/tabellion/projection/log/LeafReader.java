package dev.tabellion.projection.log;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.EventJson;
import dev.tabellion.collection.LoggedEvent;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.messaging.GenericMessage;
import org.axonframework.messaging.MetaData;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads events in the order of their leaves. Never skips one: a hole means a broken log. */
final class LeafReader {
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final String AFTER =
            """
            select l.leaf_index, e.event_id, e.collection, e.sequence, e.kind, e.occurred_at,
                e.name, e.revision, e.payload, e.metadata
            from tabellion.log_leaf l join tabellion.event e using (global_index)
            where l.leaf_index > ? order by l.leaf_index limit ?
            """;

    private final DataSource dataSource;
    private final JsonMapper json = JsonMapper.shared();

    LeafReader(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    List<TrackedEventMessage<?>> after(long index, int atMost) throws SQLException {
        try (Connection session = dataSource.getConnection();
                PreparedStatement select = session.prepareStatement(AFTER)) {
            select.setLong(1, index);
            select.setInt(2, atMost);
            try (ResultSet rows = select.executeQuery()) {
                return messages(index, rows);
            }
        }
    }

    /** The index of the last leaf, -1 if there is none. */
    long last() throws SQLException {
        try (Connection session = dataSource.getConnection();
                PreparedStatement select =
                        session.prepareStatement(
                                "select coalesce(max(leaf_index), -1) from tabellion.log_leaf");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private List<TrackedEventMessage<?>> messages(long index, ResultSet rows) throws SQLException {
        List<TrackedEventMessage<?>> messages = new ArrayList<>();
        long expected = index + 1;
        while (rows.next()) {
            long found = rows.getLong("leaf_index");
            if (found != expected) {
                throw new IllegalStateException(
                        "the log has leaf " + found + " where leaf " + expected + " belongs");
            }
            messages.add(message(found, rows));
            expected++;
        }
        return messages;
    }

    private TrackedEventMessage<?> message(long index, ResultSet row) throws SQLException {
        LoggedEvent event =
                EventJson.read(
                        row.getString("name"),
                        row.getString("revision"),
                        Bytes.of(row.getBytes("payload")));
        Instant at = row.getObject("occurred_at", OffsetDateTime.class).toInstant();
        return new GenericTrackedDomainEventMessage<>(
                new GlobalSequenceTrackingToken(index),
                row.getString("kind"),
                row.getString("collection"),
                row.getLong("sequence"),
                new GenericMessage<>(
                        row.getString("event_id"),
                        event,
                        MetaData.from(json.readValue(row.getBytes("metadata"), TEXTS))),
                () -> at);
    }
}
