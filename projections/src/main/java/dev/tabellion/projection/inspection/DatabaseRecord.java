package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.inspection.Entry;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TreeSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The record in its own tables, read by whoever may. Never writes. */
public final class DatabaseRecord implements RecordSource, AutoCloseable {
    private static final String FULL_TILE =
            "select hashes from tabellion.log_tile where level = ? and index = ?";
    private static final String GROWING_TILE =
            "select hashes from tabellion.log_edge where level = ? and index = ?";

    private static final String DOCUMENTS =
            """
            select sha256, case when fits then bytes end, fits
            from tabellion.document,
                 lateral (select octet_length(bytes) <= %d) as length (fits)
            where sha256 = any(?)
            """
                    .formatted(OverlongValue.MOST);

    private final Readings sessions;
    private final ActorRows actors;

    private DatabaseRecord(Readings sessions) {
        this.sessions = sessions;
        this.actors = sessions.read(ActorRows::readableBy);
    }

    /**
     * As it is now, for as long as this is open.
     *
     * @param readers how many may read at once
     */
    public static DatabaseRecord now(DataSource database, int readers) {
        try {
            return new DatabaseRecord(new Sessions(database, readers));
        } catch (SQLException e) {
            throw new RecordUnreadable("opening the record: " + e.getMessage(), e);
        }
    }

    /** As it is at each look, for who takes his time: what is in the log changes no more. */
    public static DatabaseRecord always(DataSource database) {
        return new DatabaseRecord(new ShortLooks(database));
    }

    public DatabaseLog log() {
        return new DatabaseLog(sessions);
    }

    public WaitingRows waiting() {
        return new WaitingRows(sessions);
    }

    public ServedTables served() {
        return new ServedTables(sessions);
    }

    /** Tells the digest of each document that is kept. */
    public void tellDocuments(Consumer<Sha256> digests) {
        sessions.read(
                connection -> {
                    try (PreparedStatement statement =
                            connection.prepareStatement("select sha256 from tabellion.document")) {
                        statement.setFetchSize(AT_ONCE);
                        try (ResultSet rows = statement.executeQuery()) {
                            while (rows.next()) {
                                digests.accept(Sha256.raw(Bytes.of(rows.getBytes(1))));
                            }
                        }
                    }
                    return null;
                });
    }

    @Override
    public List<Entry> entries(LeafIndex first, int count) {
        return sessions.read(connection -> EventRows.read(connection, first, count));
    }

    @Override
    public Map<Sha256, Bytes> documents(Collection<Sha256> digests, @Nullable Bundle naming) {
        Map<Sha256, Bytes> found = new HashMap<>();
        if (digests.isEmpty()) {
            return found;
        }
        return sessions.read(
                connection -> {
                    try (PreparedStatement statement = connection.prepareStatement(DOCUMENTS)) {
                        statement.setArray(1, arrayOf(connection, digests));
                        try (ResultSet rows = statement.executeQuery()) {
                            while (rows.next()) {
                                if (!rows.getBoolean(3)) {
                                    throw new OverlongValue(
                                            "document " + Sha256.raw(Bytes.of(rows.getBytes(1))));
                                }
                                found.put(
                                        Sha256.raw(Bytes.of(rows.getBytes(1))),
                                        Bytes.of(rows.getBytes(2)));
                            }
                        }
                    }
                    return found;
                });
    }

    @Override
    public boolean tellsActors() {
        return actors != ActorRows.HIDDEN;
    }

    @Override
    public Map<Sha256, Sha256> commitments(Collection<Sha256> asked) {
        return asked.isEmpty()
                ? Map.of()
                : sessions.read(connection -> actors.read(connection, asked));
    }

    /**
     * Salt and clear text behind commitments, as an export holds them.
     *
     * @throws RecordUnreadable if they are not to be seen by whom this reads as
     */
    public Map<Sha256, Bytes> actors(Collection<Sha256> asked) {
        if (actors != ActorRows.CLEAR) {
            throw new RecordUnreadable("who asked is not to be seen with these rights", null);
        }
        return asked.isEmpty()
                ? Map.of()
                : sessions.read(connection -> ActorRows.written(connection, asked));
    }

    @Override
    public Set<Sha256> forgottenBeyond(TreeSize end) {
        return sessions.read(connection -> ActorRows.forgottenBeyond(connection, end));
    }

    @Override
    public TileSource tiles() {
        return tile -> sessions.read(connection -> tile(connection, tile));
    }

    /** As it is served: a full one from its own table, any other from the edge that grows. */
    private static @Nullable Bytes tile(Connection connection, Tile tile) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(tile.isFull() ? FULL_TILE : GROWING_TILE)) {
            statement.setInt(1, tile.level());
            statement.setLong(2, tile.index());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? tile.prefixOf(Bytes.of(rows.getBytes(1))) : null;
            }
        }
    }

    static java.sql.Array arrayOf(Connection connection, Collection<Sha256> digests)
            throws SQLException {
        return connection.createArrayOf(
                "bytea",
                digests.stream().map(each -> each.bytes().toArray()).toArray(byte[][]::new));
    }

    @Override
    public void close() {
        sessions.close();
    }
}
