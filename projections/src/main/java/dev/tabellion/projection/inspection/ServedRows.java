package dev.tabellion.projection.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.LeafTime;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.inspection.RowSum;
import dev.tabellion.inspection.ServedRow;
import dev.tabellion.inspection.Showing;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The rows of one table that is served and may grow without bounds, held against what events put
 * there: by their sums, and row by row only where those differ.
 */
enum ServedRows {
    PUBLISHED(
            "published_document",
            """
            select collection, role, version, sha256, published_at
            from tabellion.published_document where collection = any(?)
            """) {
        @Override
        ServedRow row(ResultSet row) throws SQLException {
            return new ServedRow.Published(
                    row.getString(2),
                    row.getInt(3),
                    Bytes.of(row.getBytes(4)).hex(),
                    instant(row, 5));
        }

        @Override
        boolean agrees(Showing showing, RowSum found) {
            return showing.agreesOnPublished(found);
        }
    },

    /**
     * An entry has the number of the event that it is of, but for such as kept another's. The limit
     * has each looked up by its number: whatever the statistics say, events are not read through.
     */
    TOLD(
            "changefeed",
            """
            select c.collection, c.id, c.version, c.sha256, c.created_at, e.name, e.occurred_at
            from tabellion.changefeed c
            left join lateral (
                select name, occurred_at from tabellion.event
                where global_index = c.id and collection = c.collection limit 1) as e on true
            where c.collection = any(?)
            """) {
        @Override
        ServedRow row(ResultSet row) throws SQLException {
            byte[] digest = row.getBytes(4);
            return new ServedRow.Told(
                    hasNumberOfItsEvent(row) ? null : row.getLong(2),
                    row.getInt(3),
                    digest == null ? null : Bytes.of(digest).hex(),
                    instant(row, 5));
        }

        @Override
        boolean agrees(Showing showing, RowSum found) {
            return showing.agreesOnTold(found);
        }
    };

    private final String table;
    private final String select;

    ServedRows(String table, String select) {
        this.table = table;
        this.select = select;
    }

    String table() {
        return table;
    }

    abstract ServedRow row(ResultSet row) throws SQLException;

    abstract boolean agrees(Showing showing, RowSum found);

    void judge(
            Connection connection,
            List<String> names,
            Map<String, Showing> showings,
            Consumer<Finding> findings)
            throws SQLException {
        Map<String, RowSum> sums = new HashMap<>();
        read(
                connection,
                names,
                (name, row) -> sums.computeIfAbsent(name, _ -> new RowSum()).add(row));
        for (String name : names) {
            Showing showing = showings.get(name);
            RowSum found = sums.getOrDefault(name, new RowSum());
            if (showing != null && !agrees(showing, found)) {
                var differences = new RowDifferences(name, this, found.count());
                ToldEvents.tellRows(connection, name, differences::expect);
                read(connection, List.of(name), (_, row) -> differences.find(row));
                differences.report(findings);
            }
        }
    }

    private void read(Connection connection, List<String> names, BiConsumer<String, ServedRow> rows)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setFetchSize(RecordSource.AT_ONCE);
            statement.setArray(1, connection.createArrayOf("text", names.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    rows.accept(row.getString(1), row(row));
                }
            }
        }
    }

    private static boolean hasNumberOfItsEvent(ResultSet row) throws SQLException {
        String event = row.getString(6);
        if (event == null) {
            return false;
        }
        return switch (event) {
            case "change-imported" -> true; // which tells another time
            case "metadata-published", "collection-deleted" ->
                    LeafTime.of(instant(row, 5)).equals(LeafTime.of(instant(row, 7)));
            default -> false;
        };
    }

    static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
