package dev.tabellion.projection.coherence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds what changed without a notice: a publisher that crashed between its commit and its notice
 * told nobody. Looks at the changefeed's new entries only, so it costs what is published and not
 * what is cached.
 */
final class Healing {
    private final Generations generations;
    private final AtomicLong seen = new AtomicLong();

    Healing(Generations generations) {
        this.generations = generations;
    }

    /** Copies are read after this, so nothing older needs to be looked at. */
    void startAtHorizon(Connection connection) throws SQLException {
        seen.set(horizon(connection));
    }

    void look(Connection connection) throws SQLException {
        long horizon = horizon(connection);
        if (horizon <= seen.get()) {
            return;
        }
        try (PreparedStatement select =
                connection.prepareStatement(
                        """
                        select distinct on (collection) collection, sha256 from changefeed
                        where id > ? and id <= ? order by collection, id desc
                        """)) {
            select.setLong(1, seen.get());
            select.setLong(2, horizon);
            try (ResultSet rows = select.executeQuery()) {
                while (rows.next()) {
                    endUnlessNewest(rows);
                }
            }
        }
        seen.set(horizon);
    }

    private void endUnlessNewest(ResultSet row) throws SQLException {
        byte[] digest = row.getBytes("sha256");
        generations.endUnlessAt(
                new Gun(row.getString("collection")),
                digest == null ? null : Sha256.raw(Bytes.of(digest)));
    }

    private static long horizon(Connection connection) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement("select changefeed_horizon()");
                ResultSet rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
