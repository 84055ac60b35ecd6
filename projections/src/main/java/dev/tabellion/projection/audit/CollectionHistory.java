package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.projection.document.DocumentTable;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;

/**
 * What collections served at any time. A publication becomes visible as a whole, with its
 * timestamp, which is its last event: so a state is always that of a timestamp, never half of one.
 */
public final class CollectionHistory {
    private static final String NEWEST_TIMESTAMP =
            """
            select leaf_index, at from tabellion.collection_history
            where collection = ? and role = 'timestamp' and %s order by leaf_index desc limit 1
            """;
    private static final String STATE =
            """
            select * from (
                select distinct on (role) role, leaf_index, at, version, sha256, length, expires
                from tabellion.collection_history where collection = ? and leaf_index <= ?
                order by role, leaf_index desc) as newest
            where sha256 is not null order by role
            """;

    /** An event has no place in the log, or one that the trail does not reach to. */
    private static final String WAITS =
            """
            (exists (select from tabellion.log_outbox o where o.global_index = e.global_index)
             or exists (select from tabellion.log_leaf l
                        where l.global_index = e.global_index and l.leaf_index >= ?))
            """;

    private static final String NEWEST =
            "select max(sequence) from tabellion.event where collection = ?";

    /** What stands at a place or, if somebody took that away, at the next. */
    private static final String AT_OR_AFTER =
            "select sequence, occurred_at, "
                    + WAITS
                    + " from tabellion.event e where sequence >= ? and collection = ?"
                    + " order by sequence limit 1";

    private final JdbcTemplate jdbc;

    public CollectionHistory(DataSource reads) {
        this.jdbc = new JdbcTemplate(reads);
    }

    /** With all leaves up to this one; null if the collection had served nothing yet. */
    public @Nullable HistoricState at(Gun gun, long leaf) {
        return state(gun, NEWEST_TIMESTAMP.formatted("leaf_index <= ?"), leaf);
    }

    /** At that instant; null if the collection had served nothing yet. */
    public @Nullable HistoricState at(Gun gun, Instant instant) {
        return state(gun, NEWEST_TIMESTAMP.formatted("at <= ?"), instant.atOffset(ZoneOffset.UTC));
    }

    /**
     * When the first thing happened to a collection that is not in the trail yet; null if there is
     * none among what is committed. To be asked before a state is.
     *
     * @param size how many leaves are in the trail
     */
    public @Nullable Instant waiting(Gun gun, long size) {
        Long newest = jdbc.queryForObject(NEWEST, Long.class, gun.value());
        Place last = newest == null ? null : placeFrom(gun, newest, size);
        return last == null || !last.waits() ? null : firstWaiting(gun, size, last).at();
    }

    /**
     * Events of one collection are taken up in their order, so halving finds the first, however
     * many there are: each one before it has arrived, each one after it waits.
     */
    private Place firstWaiting(Gun gun, long size, Place last) {
        Place first = last;
        long from = 0;
        while (from < first.sequence()) {
            long middle = from + (first.sequence() - from) / 2;
            Place place = placeFrom(gun, middle, size);
            if (place == null) {
                return first; // nothing is deleted here, but by somebody with more rights
            }
            if (place.waits() && place.sequence() < first.sequence()) {
                first = place;
            } else if (place.waits()) {
                return first; // nothing lies between them
            } else {
                from = place.sequence() + 1;
            }
        }
        return first;
    }

    /** Where an event of a collection stands, and whether the trail does not have it yet. */
    private record Place(long sequence, Instant at, boolean waits) {}

    private @Nullable Place placeFrom(Gun gun, long sequence, long size) {
        return first(
                AT_OR_AFTER,
                (row, _) ->
                        new Place(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                row.getBoolean(3)),
                size,
                sequence,
                gun.value());
    }

    /** How many leaves the log has, in the trail or not. */
    public long logged() {
        Long size = jdbc.queryForObject("select size from tabellion.log_head", Long.class);
        return size == null ? 0 : size;
    }

    /** The bytes of a document; null if they are not there any more. */
    public @Nullable Bytes file(Sha256 digest) {
        return new DocumentTable(jdbc).find(digest);
    }

    private @Nullable HistoricState state(Gun gun, String timestamp, Object when) {
        return first(
                timestamp,
                (row, _) ->
                        new HistoricState(
                                row.getLong(1),
                                row.getObject(2, OffsetDateTime.class).toInstant(),
                                documents(gun, row.getLong(1))),
                gun.value(),
                when);
    }

    private <T> @Nullable T first(String question, RowMapper<T> row, Object... of) {
        return jdbc.query(question, row, of).stream().findFirst().orElse(null);
    }

    private List<HistoricDocument> documents(Gun gun, long leaf) {
        return jdbc.query(STATE, (row, _) -> document(row), gun.value(), leaf);
    }

    private static HistoricDocument document(ResultSet row) throws SQLException {
        return new HistoricDocument(
                new RoleName(row.getString("role")),
                new Version(row.getInt("version")),
                Sha256.raw(Bytes.of(row.getBytes("sha256"))),
                row.getLong("length"),
                row.getObject("expires", OffsetDateTime.class).toInstant(),
                row.getLong("leaf_index"),
                row.getObject("at", OffsetDateTime.class).toInstant());
    }
}
