package dev.tabellion.projection.current;

import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.Gun;
import dev.tabellion.tuf.RoleName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Published documents waiting to be written together: one round trip, however many there are. */
final class PublishedBatch {
    private record Entry(RecordedEvent recorded, MetadataPublished published) {}

    private record Place(Gun gun, RoleName role) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(RecordedEvent recorded, MetadataPublished published) {
        entries.add(new Entry(recorded, published));
    }

    boolean isEmpty() {
        return entries.isEmpty();
    }

    /** {@code latest} marks the last document of its place: only that one becomes current. */
    static String sql(CurrentTables tables) {
        return """
               with doc as (
                   select * from unnest(?::uuid[], ?::text[], ?::text[], ?::int[], ?::bytea[],
                           ?::bigint[], ?::text[]::timestamptz[], ?::text[]::timestamptz[],
                           ?::boolean[])
                       as d (event_id, collection, role, version, sha256,
                           length, published_at, expires, latest)
               ), published as (
                   insert into %s (collection, role, version, sha256, published_at)
                   select collection, role, version, sha256, published_at from doc
               ), served as (
                   insert into %s (collection, role, version, sha256, length, published_at, expires)
                   select collection, role, version, sha256, length, published_at, expires
                   from doc where latest
                   on conflict (collection, role) do update set version = excluded.version,
                       sha256 = excluded.sha256, length = excluded.length,
                       published_at = excluded.published_at, expires = excluded.expires
               )
               insert into %s (id, created_at, collection, version, sha256)
               select e.global_index, d.published_at, d.collection, d.version, d.sha256
               from doc d join event e using (event_id) where d.role = 'timestamp'
               """
                .formatted(tables.published(), tables.current(), tables.changefeed());
    }

    void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(1, array(connection, "uuid", e -> e.recorded.id()));
        statement.setArray(2, array(connection, "text", e -> e.recorded.gun().value()));
        statement.setArray(3, array(connection, "text", e -> e.published.role().value()));
        statement.setArray(4, array(connection, "int4", e -> e.published.version().number()));
        statement.setArray(5, digests(connection));
        statement.setArray(6, array(connection, "int8", e -> e.published.length()));
        statement.setArray(7, array(connection, "text", e -> Stamp.of(e.recorded.at())));
        statement.setArray(8, array(connection, "text", e -> Stamp.of(e.published.expires())));
        statement.setArray(9, connection.createArrayOf("bool", latest()));
    }

    private Array array(Connection connection, String type, Function<Entry, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(column).toArray());
    }

    private Array digests(Connection connection) throws SQLException {
        return connection.createArrayOf(
                "bytea",
                entries.stream()
                        .map(e -> e.published.digest().bytes().toArray())
                        .toArray(byte[][]::new));
    }

    private Object[] latest() {
        Object[] latest = new Object[entries.size()];
        Set<Place> seen = new HashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            latest[i] = seen.add(new Place(entry.recorded.gun(), entry.published.role()));
        }
        return latest;
    }

    void clear() {
        entries.clear();
    }
}
