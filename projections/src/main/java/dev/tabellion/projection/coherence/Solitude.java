package dev.tabellion.projection.coherence;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Says that no other process can serve from this store, because something else keeps them out: the
 * lock of the data directory that an embedded database is in. What is in the roll then is what
 * killed processes left, and no publication needs to wait until their leases are over.
 */
public final class Solitude {
    private Solitude() {}

    /** To be called before this process's own node starts, and never where others may live. */
    public static void declare(DataSource dataSource) {
        try (Connection connection = dataSource.getConnection()) {
            NodeRoll.clear(connection);
        } catch (SQLException e) {
            throw new IllegalStateException("taking dead nodes out of the roll", e);
        }
    }
}
