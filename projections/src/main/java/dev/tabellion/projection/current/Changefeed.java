package dev.tabellion.projection.current;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcOperations;

/**
 * Reads the changefeed, oldest first. Never shows an entry before all entries with lower ids have
 * appeared, so who goes on after the last id seen misses nothing.
 *
 * <p>Every method throws {@link org.springframework.dao.DataAccessException} if the store does not
 * answer in time.
 */
public final class Changefeed {
    private static final String COLUMNS = "select id, created_at, collection, version, sha256";

    private final Sessions sessions;

    public Changefeed(DataSource dataSource) {
        this.sessions = new Sessions(dataSource);
    }

    /** No entry will appear any more at or below this id. */
    public long horizon() {
        return sessions.ask(Changefeed::horizon);
    }

    /** The first {@code limit} entries after {@code id}. */
    public List<Change> after(@Nullable Gun gun, long id, int limit) {
        return read(gun, id, horizon(), "asc", limit);
    }

    /** The last {@code limit} entries before {@code id}, oldest first. */
    public List<Change> before(@Nullable Gun gun, long id, int limit) {
        // the lower of the two, without stepping over id - 1 at the lowest long
        long highest = Math.min(horizon(), Math.max(id, 1) - 1);
        return read(gun, 0, highest, "desc", limit).reversed();
    }

    static long horizon(JdbcOperations jdbc) {
        Long horizon = jdbc.queryForObject("select changefeed_horizon()", Long.class);
        if (horizon == null) {
            throw new IllegalStateException("the changefeed has no horizon");
        }
        return horizon;
    }

    private List<Change> read(
            @Nullable Gun gun, long above, long upTo, String direction, int limit) {
        List<Object> arguments = new ArrayList<>(List.of(above, upTo));
        if (gun != null) {
            arguments.add(gun.value());
        }
        arguments.add(limit);
        String sql =
                COLUMNS
                        + " from changefeed where id > ? and id <= ?"
                        + (gun == null ? "" : " and collection = ?")
                        + " order by id "
                        + direction
                        + " limit ?";
        return sessions.ask(jdbc -> jdbc.query(sql, (row, _) -> change(row), arguments.toArray()));
    }

    private static Change change(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("sha256");
        return new Change(
                row.getLong("id"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                new Gun(row.getString("collection")),
                row.getInt("version"),
                digest == null ? null : Sha256.raw(Bytes.of(digest)));
    }
}
