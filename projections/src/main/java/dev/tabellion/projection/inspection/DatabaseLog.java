package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

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

    /** Every note that was published, by size, with the cosignatures that came later. */
    public SortedMap<Long, Bytes> notes() {
        return notes(-1, Long.MAX_VALUE);
    }

    /** Those of sizes above {@code above}, up to {@code upTo}. */
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

    /** Rows of events and queue that do not fit the log. Answers how many events wait. */
    public long judgeQueue(Consumer<Finding> findings) {
        return sessions.read(
                connection -> {
                    report(connection, UNLOGGED, Fault.EVENT_UNLOGGED, findings);
                    report(connection, AGAIN, Fault.EVENT_QUEUED_AGAIN, findings);
                    report(connection, WITHOUT_EVENT, Fault.QUEUED_WITHOUT_EVENT, findings);
                    return query(
                            connection,
                            "select count(*) from tabellion.log_outbox",
                            row -> row.getLong(1));
                });
    }

    private static final String UNLOGGED =
            """
            select global_index, event_id::text from tabellion.event e
            where not exists (select from tabellion.log_leaf l
                              where l.global_index = e.global_index
                                and l.leaf_index < (select size from tabellion.log_head))
              and not exists (select from tabellion.log_outbox o
                              where o.global_index = e.global_index)
            order by 1
            """;
    private static final String AGAIN =
            """
            select o.global_index, null from tabellion.log_outbox o
            join tabellion.log_leaf l on l.global_index = o.global_index order by 1
            """;
    private static final String WITHOUT_EVENT =
            """
            select o.global_index, null from tabellion.log_outbox o
            left join tabellion.event e on e.global_index = o.global_index
            where e.global_index is null order by 1
            """;

    private static void report(
            Connection connection, String sql, Fault fault, Consumer<Finding> findings)
            throws SQLException {
        each(
                connection,
                sql,
                row -> {
                    Spot spot = Spot.row(row.getLong(1));
                    String event = row.getString(2);
                    findings.accept(
                            new Finding(
                                    fault,
                                    event == null ? spot : spot.with("event", event),
                                    null,
                                    null));
                });
    }

    private interface Row<T> {
        T from(ResultSet row) throws SQLException;
    }

    private interface EachRow {
        void from(ResultSet row) throws SQLException;
    }

    private static <T> T query(Connection connection, String sql, Row<T> row) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            if (!rows.next()) {
                throw new SQLException("nothing where a row must be: " + sql);
            }
            return row.from(rows);
        }
    }

    private static void each(Connection connection, String sql, EachRow each) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                each.from(rows);
            }
        }
    }
}
