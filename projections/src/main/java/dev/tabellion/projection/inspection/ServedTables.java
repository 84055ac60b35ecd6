package dev.tabellion.projection.inspection;

import static java.util.Objects.requireNonNull;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Showing;
import dev.tabellion.inspection.Showing.Shown;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/**
 * What is served as current, held against what the events of each collection come to. A superuser
 * who edits no event but what was made of them is found here.
 */
public final class ServedTables {
    /** What they are called in the schema. */
    public static final List<String> NAMES =
            List.of("live_collection", "current_document", "published_document", "changefeed");

    /**
     * What a look takes: the snapshot that it sees keeps vacuum waiting for as long as it lasts.
     */
    private static final int MOST_COLLECTIONS = 256;

    static final long MOST_ROWS = 100_000;

    private static final String LIVES =
            "select collection, life from tabellion.live_collection where collection = any(?)";
    private static final String CURRENT =
            """
            select collection, role, version, sha256, length, published_at, expires
            from tabellion.current_document where collection = any(?)
            """;

    private final Readings sessions;

    ServedTables(Readings sessions) {
        this.sessions = sessions;
    }

    /**
     * @param showings by collection, as far as the log goes; they are gone on with by events that
     *     are not in it yet
     */
    public void judge(SortedMap<String, Showing> showings, Consumer<Finding> findings) {
        judge(showings, NAMES, findings);
    }

    /**
     * @param tables to look at, by their names: none of the others has to be readable
     */
    public void judge(
            SortedMap<String, Showing> showings,
            Collection<String> tables,
            Consumer<Finding> findings) {
        if (tables.isEmpty()) {
            return;
        }
        for (List<String> some : looks(showings)) {
            sessions.read(connection -> judge(connection, some, showings, tables, findings));
        }
        String last = "";
        while (last != null) {
            String after = last;
            last =
                    sessions.read(
                            connection -> ServedNames.judge(connection, tables, after, findings));
        }
    }

    /** Many small ones together, and with a large one none after it. */
    static List<List<String>> looks(SortedMap<String, Showing> showings) {
        List<List<String>> looks = new ArrayList<>();
        List<String> look = new ArrayList<>();
        long rows = 0;
        for (Map.Entry<String, Showing> each : showings.entrySet()) {
            if (look.size() == MOST_COLLECTIONS || rows >= MOST_ROWS) {
                looks.add(look);
                look = new ArrayList<>();
                rows = 0;
            }
            look.add(each.getKey());
            rows += each.getValue().rows();
        }
        if (!look.isEmpty()) {
            looks.add(look);
        }
        return looks;
    }

    /** Those that may be seen by whom the sessions belong to, which an auditor need not. */
    public List<String> readable() {
        return sessions.read(
                connection -> {
                    List<String> readable = new ArrayList<>();
                    for (String table : NAMES) {
                        if (ActorRows.isReadable(connection, table)) {
                            readable.add(table);
                        }
                    }
                    return readable;
                });
    }

    private static boolean judge(
            Connection connection,
            List<String> names,
            Map<String, Showing> showings,
            Collection<String> tables,
            Consumer<Finding> findings)
            throws SQLException {
        Array asked = connection.createArrayOf("text", names.toArray());
        Set<String> unreadable = ToldEvents.goOn(connection, asked, names, showings);
        List<String> readable = names.stream().filter(name -> !unreadable.contains(name)).toList();
        if (tables.contains("live_collection")) {
            Map<String, Integer> lives = lives(connection, asked);
            for (String name : readable) {
                requireNonNull(showings.get(name)).judgeLife(name, lives.get(name), findings);
            }
        }
        if (tables.contains("current_document")) {
            Map<String, Map<String, Shown>> current = current(connection, asked);
            for (String name : readable) {
                Map<String, Shown> rows = current.getOrDefault(name, Map.of());
                requireNonNull(showings.get(name)).judgeCurrent(name, rows, findings);
            }
        }
        for (ServedRows table : ServedRows.values()) {
            if (tables.contains(table.table())) {
                table.judge(connection, readable, showings, findings);
            }
        }
        return true;
    }

    private static Map<String, Integer> lives(Connection connection, Array asked)
            throws SQLException {
        Map<String, Integer> lives = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(LIVES)) {
            statement.setArray(1, asked);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    lives.put(row.getString(1), row.getInt(2));
                }
            }
        }
        return lives;
    }

    private static Map<String, Map<String, Shown>> current(Connection connection, Array asked)
            throws SQLException {
        Map<String, Map<String, Shown>> current = new HashMap<>();
        try (PreparedStatement statement = connection.prepareStatement(CURRENT)) {
            statement.setArray(1, asked);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    current.computeIfAbsent(row.getString(1), _ -> new HashMap<>())
                            .put(row.getString(2), shown(row));
                }
            }
        }
        return current;
    }

    private static Shown shown(ResultSet row) throws SQLException {
        return new Shown(
                row.getInt(3),
                Bytes.of(row.getBytes(4)).hex(),
                row.getLong(5),
                ServedRows.instant(row, 6),
                ServedRows.instant(row, 7));
    }
}
