package dev.tabellion.projection.current;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.projection.rows.Stamp;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Another server's changefeed, waiting to be written together: under its own numbers where it keeps
 * them, else under those of the events that tell of it.
 */
final class ImportedChanges {
    private record Entry(RecordedEvent recorded, ChangeImported change) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(RecordedEvent recorded, ChangeImported change) {
        entries.add(new Entry(recorded, change));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    static String sql(CurrentTables tables) {
        return """
               insert into %s (id, created_at, collection, version, sha256)
               select coalesce(c.id, e.global_index), c.at, c.collection, c.version, c.sha256
               from unnest(?::uuid[], ?::int8[], ?::text[]::timestamptz[], ?::text[], ?::int4[],
                       ?::bytea[]) as c (event_id, id, at, collection, version, sha256)
                   join event e using (event_id)
               """
                .formatted(tables.changefeed());
    }

    void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(1, array(connection, "uuid", e -> e.recorded.id()));
        statement.setArray(2, array(connection, "int8", e -> e.change.id()));
        statement.setArray(3, array(connection, "text", e -> Stamp.of(e.change.at())));
        statement.setArray(4, array(connection, "text", e -> e.recorded.gun().value()));
        statement.setArray(5, array(connection, "int4", e -> e.change.version()));
        statement.setArray(6, connection.createArrayOf("bytea", digests()));
    }

    private Array array(
            Connection connection, String type, Function<Entry, @Nullable Object> column)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(column).toArray());
    }

    private byte[][] digests() {
        byte[][] digests = new byte[entries.size()][];
        for (int i = 0; i < digests.length; i++) {
            Sha256 timestamp = entries.get(i).change.timestamp();
            if (timestamp != null) {
                digests[i] = timestamp.bytes().toArray();
            }
        }
        return digests;
    }
}
