package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.inspection.Spot;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What the log's tables state of the log as a whole. */
public final class DatabaseLog {
    private final Readings sessions;

    DatabaseLog(Readings sessions) {
        this.sessions = sessions;
    }

    /**
     * The head as it is stored.
     *
     * @param agrees whether its root is that of its own peaks
     */
    public record Stored(TreeHead head, boolean agrees) {}

    public Origin origin() {
        return sessions.read(
                connection ->
                        new Origin(
                                query(
                                        connection,
                                        "select log_origin from tabellion.ledger",
                                        row -> row.getString(1))));
    }

    public Stored head() {
        return sessions.read(
                connection ->
                        query(
                                connection,
                                "select size, root, peaks from tabellion.log_head",
                                DatabaseLog::stored));
    }

    private static Stored stored(ResultSet row) throws SQLException {
        TreeSize size = new TreeSize(row.getLong(1));
        Hash root = Hash.of(Bytes.of(row.getBytes(2)));
        RightEdge edge = RightEdge.of(size, Bytes.of(row.getBytes(3)));
        return new Stored(new TreeHead(size, root), edge.root().equals(root));
    }

    /** The largest size below {@code size} of which there is a note. */
    public @Nullable Long noteBelow(long size) {
        return sessions.read(
                connection ->
                        query(
                                connection,
                                "select max(size) from tabellion.log_checkpoint where size < "
                                        + size,
                                row -> row.getObject(1, Long.class)));
    }

    /**
     * Notes that were published, by size, with the cosignatures that came later: those of sizes
     * above {@code above}, up to {@code upTo}.
     */
    public SortedMap<Long, Bytes> notes(long above, long upTo) {
        String within = " where size > " + above + " and size <= " + upTo;
        SortedMap<Long, Bytes> notes = new TreeMap<>();
        return sessions.read(
                connection -> {
                    each(
                            connection,
                            "select size, note from tabellion.log_checkpoint" + within,
                            row -> notes.put(row.getLong(1), Bytes.of(row.getBytes(2))));
                    each(
                            connection,
                            "select size, line from tabellion.log_cosignature"
                                    + within
                                    + " order by at, witness",
                            row -> addLine(notes, row.getLong(1), row.getString(2)));
                    return notes;
                });
    }

    private static void addLine(SortedMap<Long, Bytes> notes, long size, String line) {
        String whole = line.endsWith("\n") ? line : line + "\n";
        notes.computeIfPresent(
                size, (_, note) -> new BytesBuilder().append(note).append(whole).build());
    }

    /** The row of {@code event} that an entry is of; 0 if there is no such entry. */
    long rowOf(long entry) {
        return sessions.read(
                connection ->
                        query(
                                connection,
                                "select coalesce(max(global_index), 0) from tabellion.log_leaf"
                                        + " where leaf_index = "
                                        + entry,
                                row -> row.getLong(1)));
    }

    /** Tiles that are kept both as full ones and as ones that still grow. */
    public void judgeEdges(Consumer<Finding> findings) {
        sessions.read(
                connection -> {
                    each(
                            connection,
                            "select level, index from tabellion.log_edge"
                                    + " join tabellion.log_tile using (level, index) order by 1",
                            row -> findings.accept(twice(row)));
                    return null;
                });
    }

    private static Finding twice(ResultSet row) throws SQLException {
        Tile tile = new Tile(row.getInt(1), row.getLong(2), LogResource.FULL);
        return new Finding(Fault.TILE_TWICE, Spot.file(tile), null, null);
    }

    private interface Row<T extends @Nullable Object> {
        T from(ResultSet row) throws SQLException;
    }

    private interface EachRow {
        void from(ResultSet row) throws SQLException;
    }

    private static <T extends @Nullable Object> T query(
            Connection connection, String sql, Row<T> row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("nothing where a row must be: " + sql);
            }
            return row.from(rows);
        }
    }

    private static void each(Connection connection, String sql, EachRow each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setFetchSize(RecordSource.AT_ONCE); // whoever edits may have put in many
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    each.from(rows);
                }
            }
        }
    }
}
