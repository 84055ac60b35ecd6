package dev.tabellion.projection.inspection;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Read-only sessions that all see the database as it was at one moment, however many threads ask.
 * Never writes; holds back the database's clean-up while it is open.
 */
final class Sessions implements Readings {
    private final List<Connection> all = new ArrayList<>();
    private final BlockingQueue<Connection> idle;

    Sessions(DataSource database, int count) throws SQLException {
        idle = new ArrayBlockingQueue<>(count);
        try {
            String moment = null;
            for (int each = 0; each < count; each++) {
                Connection connection = begun(database);
                if (moment == null) {
                    moment = exported(connection);
                } else {
                    execute(connection, "set transaction snapshot '" + moment + "'");
                }
                // whatever the statistics say, a range of the log is read by its index
                execute(connection, "set local enable_seqscan = off");
                // one that rests between two looks keeps the moment they all see
                execute(connection, "set local idle_in_transaction_session_timeout = 0");
                idle.add(connection);
            }
        } catch (SQLException | RuntimeException e) {
            close();
            throw e;
        }
    }

    @Override
    public <T extends @Nullable Object> T read(Reading<T> reading) {
        Connection connection;
        try {
            connection = idle.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RecordUnreadable("interrupted while waiting for a session", e);
        }
        try {
            return reading.from(connection);
        } catch (SQLException e) {
            throw new RecordUnreadable("reading the record: " + e.getMessage(), e);
        } finally {
            idle.add(connection);
        }
    }

    private Connection begun(DataSource database) throws SQLException {
        Connection connection = database.getConnection();
        all.add(connection);
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        return connection;
    }

    private static String exported(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("select pg_export_snapshot()")) {
            row.next();
            return row.getString(1);
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() {
        SQLException failed = null;
        for (Connection connection : all) {
            try (connection) {
                connection.rollback();
                connection.setReadOnly(false); // it may belong to a pool
                connection.setAutoCommit(true);
            } catch (SQLException e) {
                failed = e; // the others are ended all the same
            }
        }
        if (failed != null) {
            throw new RecordUnreadable("ending a session that only read", failed);
        }
    }
}
