package dev.tabellion.projection.current;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.rows.Stamp;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

/** Published documents waiting to be written together: one round trip, however many there are. */
final class PublishedBatch {
    /**
     * @param served whether it becomes current, unless a later one of its place does
     * @param told whether the changefeed tells of it
     */
    private record Entry(
            UUID event,
            Place place,
            Version version,
            Sha256 digest,
            long length,
            Instant published,
            Instant expires,
            boolean served,
            boolean told) {}

    private record Place(Gun gun, RoleName role) {}

    private final List<Entry> entries = new ArrayList<>();

    void add(RecordedEvent recorded, MetadataPublished document) {
        entries.add(
                new Entry(
                        recorded.id(),
                        new Place(recorded.gun(), document.role()),
                        document.version(),
                        document.digest(),
                        document.length(),
                        recorded.at(),
                        document.expires(),
                        true,
                        document.role().equals(RoleName.TIMESTAMP)));
    }

    /** The other server's changefeed is imported for itself. */
    void add(RecordedEvent recorded, MetadataImported document) {
        entries.add(
                new Entry(
                        recorded.id(),
                        new Place(recorded.gun(), document.role()),
                        document.version(),
                        document.digest(),
                        document.length(),
                        document.published(),
                        document.expires(),
                        document.standing() == Standing.CURRENT,
                        false));
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
                           ?::boolean[], ?::boolean[])
                       as d (event_id, collection, role, version, sha256,
                           length, published_at, expires, latest, told)
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
               from doc d join event e using (event_id) where d.told
               """
                .formatted(tables.published(), tables.current(), tables.changefeed());
    }

    void bind(PreparedStatement statement) throws SQLException {
        Connection connection = statement.getConnection();
        statement.setArray(1, array(connection, "uuid", Entry::event));
        statement.setArray(2, array(connection, "text", e -> e.place.gun().value()));
        statement.setArray(3, array(connection, "text", e -> e.place.role().value()));
        statement.setArray(4, array(connection, "int4", e -> e.version.number()));
        statement.setArray(5, digests(connection));
        statement.setArray(6, array(connection, "int8", Entry::length));
        statement.setArray(7, array(connection, "text", e -> Stamp.of(e.published)));
        statement.setArray(8, array(connection, "text", e -> Stamp.of(e.expires)));
        statement.setArray(9, connection.createArrayOf("bool", latest()));
        statement.setArray(10, array(connection, "bool", Entry::told));
    }

    private Array array(Connection connection, String type, Function<Entry, Object> column)
            throws SQLException {
        return connection.createArrayOf(type, entries.stream().map(column).toArray());
    }

    private Array digests(Connection connection) throws SQLException {
        return connection.createArrayOf(
                "bytea",
                entries.stream().map(e -> e.digest.bytes().toArray()).toArray(byte[][]::new));
    }

    private Object[] latest() {
        Object[] latest = new Object[entries.size()];
        Set<Place> seen = new HashSet<>();
        for (int i = entries.size() - 1; i >= 0; i--) {
            Entry entry = entries.get(i);
            latest[i] = entry.served && seen.add(entry.place);
        }
        return latest;
    }

    void clear() {
        entries.clear();
    }
}
