package dev.tabellion.command.renewal;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lets one node of all work at a time: a lock of PostgreSQL's that the holder's session keeps, and
 * that its end gives back however it comes.
 */
final class OneAtATime {
    private static final long LOCK = 0x7461_6265_6c6c_0110L;

    private final DataSource dataSource;

    OneAtATime(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Does the work unless another node is at it; tells whether it did. */
    boolean attempt(Runnable work) {
        try (Connection session = dataSource.getConnection()) {
            if (!ask(session, "select pg_try_advisory_lock(?)")) {
                return false;
            }
            try {
                work.run();
                return true;
            } finally {
                // a pooled session lives on, and would keep the lock
                ask(session, "select pg_advisory_unlock(?)");
            }
        } catch (SQLException e) {
            throw new DataAccessResourceFailureException("taking turns with other nodes", e);
        }
    }

    private static boolean ask(Connection session, String question) throws SQLException {
        try (PreparedStatement statement = session.prepareStatement(question)) {
            statement.setLong(1, LOCK);
            try (ResultSet answer = statement.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }
}
