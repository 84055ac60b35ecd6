package dev.tabellion.projection.inspection;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Somewhere to read the record from; safe for concurrent use. */
interface Readings extends AutoCloseable {
    /** What is done with a session while it is lent. */
    interface Reading<T extends @Nullable Object> {
        T from(Connection connection) throws SQLException;
    }

    <T extends @Nullable Object> T read(Reading<T> reading);

    @Override
    void close();
}
