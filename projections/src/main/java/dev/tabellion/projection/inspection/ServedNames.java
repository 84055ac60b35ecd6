package dev.tabellion.projection.inspection;

import static java.util.stream.Collectors.joining;

import dev.tabellion.inspection.Fault;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Spot;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Under which names something is served: each must be one of which there are events. */
final class ServedNames {
    private static final int PAGE = 4_096;

    private ServedNames() {}

    private static String strangers(Collection<String> tables) {
        return """
               select collection, exists (select from tabellion.event e
                                          where e.collection = served.collection)
               from (%1$s order by collection limit %2$d) as served
               order by collection
               """
                .formatted(
                        tables.stream().map(ServedNames::someOf).collect(joining(" union ")), PAGE);
    }

    /**
     * From one name to the next by the index of each table: however many rows a name has, they are
     * passed over.
     */
    private static String someOf(String table) {
        return """
               (with recursive name (collection) as (
                    (select collection from tabellion.%1$s
                     where collection > ? order by collection limit 1)
                    union all
                    select (select t.collection from tabellion.%1$s t
                            where t.collection > name.collection order by t.collection limit 1)
                    from name where name.collection is not null)
                select collection from name where collection is not null limit %2$d)
               """
                .formatted(table, PAGE);
    }

    /** Answers where to go on; null at the end. */
    static @Nullable String judge(
            Connection connection,
            Collection<String> tables,
            String after,
            Consumer<Finding> findings)
            throws SQLException {
        String last = null;
        try (PreparedStatement statement = connection.prepareStatement(strangers(tables))) {
            for (int table = 1; table <= tables.size(); table++) {
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
