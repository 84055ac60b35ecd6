package dev.tabellion.projection.inspection;

import static java.util.Objects.requireNonNull;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.EventJson;
import dev.tabellion.inspection.RecordSource;
import dev.tabellion.inspection.ServedRow;
import dev.tabellion.inspection.Showing;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Tells showings of events as their table has them, whether the log does or not. One that cannot be
 * read is passed over: that is told where it is an entry.
 */
final class ToldEvents {
    private static final String LATER =
            """
            select e.collection, e.sequence, e.name, e.revision, e.payload, e.occurred_at
            from unnest(?::text[], ?::bigint[]) as seen (collection, next)
            join tabellion.event e on e.collection = seen.collection and e.sequence >= seen.next
            order by e.collection, e.sequence
            """;
    private static final String ALL =
            """
            select collection, sequence, name, revision, payload, occurred_at
            from tabellion.event where collection = ? order by sequence
            """;

    private ToldEvents() {}

    /** Goes on with each showing. Answers of which collections an event cannot be read. */
    static Set<String> goOn(
            Connection connection, Array asked, List<String> names, Map<String, Showing> showings)
            throws SQLException {
        Set<String> unreadable = new HashSet<>();
        Object[] next =
                names.stream().map(name -> requireNonNull(showings.get(name)).next()).toArray();
        try (PreparedStatement statement = connection.prepareStatement(LATER)) {
            statement.setFetchSize(RecordSource.AT_ONCE); // many where the log stands still
            statement.setArray(1, asked);
            statement.setArray(2, connection.createArrayOf("bigint", next));
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    Showing showing = requireNonNull(showings.get(row.getString(1)));
                    // none behind it either: whoever looks again is to come by it again
                    if (!unreadable.contains(row.getString(1)) && !follow(showing, row)) {
                        unreadable.add(row.getString(1));
                    }
                }
            }
        }
        return unreadable;
    }

    /** Every row that the events of a collection put anywhere, from its first one on. */
    static void tellRows(Connection connection, String name, Consumer<ServedRow> rows)
            throws SQLException {
        Showing again = Showing.telling(rows);
        try (PreparedStatement statement = connection.prepareStatement(ALL)) {
            statement.setFetchSize(RecordSource.AT_ONCE);
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    follow(again, row);
                }
            }
        }
    }

    private static boolean follow(Showing showing, ResultSet row) throws SQLException {
        try {
            var event =
                    EventJson.read(row.getString(3), row.getString(4), Bytes.of(row.getBytes(5)));
            if (event instanceof CollectionEvent told) {
                showing.follow(row.getLong(2), ServedRows.instant(row, 6), told);
            }
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
