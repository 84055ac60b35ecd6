package dev.tabellion.projection.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A transaction for each look, so that nothing is held back between two; it sees one moment. */
record ShortLooks(DataSource database) implements Readings {

    @Override
    public <T extends @Nullable Object> T read(Reading<T> reading) {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement()) {
                statement.execute(
                        "set transaction isolation level repeatable read, read only;"
                                + " set local enable_seqscan = off");
                return reading.from(connection);
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new RecordUnreadable("reading the record: " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {}
}
