package dev.tabellion.projection.inspection;

import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Under which names something is served: each must be one of which there are events. */
final class ServedNames {
    static final List<String> TABLES =
            List.of("live_collection", "current_document", "published_document", "changefeed");

    private static final int PAGE = 4_096;

    private static final String STRANGERS =
            """
            select collection, exists (select from tabellion.event e
                                       where e.collection = served.collection)
            from (%1$s order by collection limit %2$d) as served
            order by collection
            """
                    .formatted(
                            TABLES.stream()
                                    .map(ServedNames::someOf)
                                    .collect(Collectors.joining(" union ")),
                            PAGE);

    private ServedNames() {}

    /** By the index of each, so that a page costs no more than its rows. */
    private static String someOf(String table) {
        return "(select distinct collection from tabellion.%s".formatted(table)
                + " where collection > ? order by collection limit %d)".formatted(PAGE);
    }

    /** Answers where to go on; null at the end. */
    static @Nullable String judge(Connection connection, String after, Consumer<Finding> findings)
            throws SQLException {
        String last = null;
        try (PreparedStatement statement = connection.prepareStatement(STRANGERS)) {
            for (int table = 1; table <= TABLES.size(); table++) {
                statement.setString(table, after);
            }
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    last = row.getString(1);
                    if (!row.getBoolean(2)) {
                        Spot spot = Spot.collection(last);
                        findings.accept(
                                new Finding(
                                        Fault.SERVED_DIFFERS, spot, "no such collection", null));
                    }
                }
            }
        }
        return last;
    }
}
