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

    private static final String NEWEST_WAITS =
            "select "
                    + WAITS
                    + " from tabellion.event e where collection = ? order by sequence desc limit 1";
    private static final String FIRST_WAITING =
            "select min(occurred_at) from tabellion.event e where collection = ? and " + WAITS;

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
        boolean isNewest =
                jdbc.queryForList(NEWEST_WAITS, Boolean.class, size, gun.value()).contains(true);
        return isNewest ? firstWaiting(gun, size) : null;
    }

    private @Nullable Instant firstWaiting(Gun gun, long size) {
        OffsetDateTime first =
                jdbc.queryForObject(FIRST_WAITING, OffsetDateTime.class, gun.value(), size);
        return first == null ? null : first.toInstant(); // it has arrived meanwhile
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
        return jdbc
                .query(
                        timestamp,
                        (row, _) ->
                                new HistoricState(
                                        row.getLong(1),
                                        row.getObject(2, OffsetDateTime.class).toInstant(),
                                        documents(gun, row.getLong(1))),
                        gun.value(),
                        when)
                .stream()
                .findFirst()
                .orElse(null);
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
