package dev.tabellion.server.imports;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** Reads rows of a Notary's tables, whichever database they are in. Writes nothing. */
final class NotaryRows implements AutoCloseable {
    private static final int AT_ONCE = 1_000;

    private final Connection connection;
    private final NotaryAddress address;

    private NotaryRows(Connection connection, NotaryAddress address) {
        this.connection = connection;
        this.address = address;
    }

    /**
     * @throws NotaryUnreadable if it does not let us in
     */
    static NotaryRows open(NotaryAddress address) {
        try {
            return new NotaryRows(address.connect(), address);
        } catch (SQLException e) {
            throw new NotaryUnreadable(
                    "The Notary's database %s does not let us in: %s"
                            .formatted(address, e.getMessage()),
                    e);
        }
    }

    interface Reader<T> {
        T read(ResultSet row) throws SQLException;
    }

    <T> List<T> read(String sql, Reader<T> reader, Object... arguments) {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(AT_ONCE);
            for (int i = 0; i < arguments.length; i++) {
                statement.setObject(i + 1, arguments[i]);
            }
            List<T> read = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    read.add(reader.read(rows));
                }
            }
            return read;
        } catch (SQLException e) {
            throw new NotaryUnreadable(
                    "The Notary's database %s cannot be read: %s"
                            .formatted(address, e.getMessage()),
                    e);
        }
    }

    boolean hasTable(String name) {
        try (ResultSet tables =
                connection.getMetaData().getTables(connection.getCatalog(), null, name, null)) {
            return tables.next();
        } catch (SQLException e) {
            throw new NotaryUnreadable("looking for the table " + name + " in " + address, e);
        }
    }

    /** As Notary itself shows it: a time without a zone is one in UTC. */
    static Instant instant(ResultSet row, String column) throws SQLException {
        int index = row.findColumn(column);
        if (row.getMetaData().getColumnTypeName(index).equals("timestamptz")) {
            OffsetDateTime at = row.getObject(index, OffsetDateTime.class);
            return at == null ? Instant.EPOCH : at.toInstant();
        }
        LocalDateTime at = row.getObject(index, LocalDateTime.class);
        return at == null ? Instant.EPOCH : at.toInstant(ZoneOffset.UTC);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new IllegalStateException("closing " + address, e);
        }
    }

    @Override
    public String toString() {
        return address.toString();
    }
}
