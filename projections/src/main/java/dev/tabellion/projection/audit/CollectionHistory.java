package dev.tabellion.projection.audit;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
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

    /** The bytes of a document; null if they are not there any more. */
    public @Nullable Bytes file(Sha256 digest) {
        return jdbc
                .queryForList(
                        "select bytes from tabellion.document where sha256 = ?",
                        byte[].class,
                        (Object) digest.bytes().toArray())
                .stream()
                .map(Bytes::of)
                .findFirst()
                .orElse(null);
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
