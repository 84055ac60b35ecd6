package dev.tabellion.projection.rows;

import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Adds rows to a table with one statement, each column an array: as statements of their own, or as
 * one with as many values, they take PostgreSQL two to three times as long.
 */
public final class Insertion {
    private final String sql;
    private final List<String> types;

    private Insertion(String sql, List<String> types) {
        this.sql = sql;
        this.types = types;
    }

    /**
     * @param columns each with its type, as in {@code "role text, at timestamptz"}; of types there
     *     are text, uuid, integer, bigint, boolean, bytea and timestamptz
     * @param conflict what happens to a row that is there already; nothing if that is an error
     */
    public static Insertion into(String table, String columns, String conflict) {
        List<String[]> each =
                Arrays.stream(columns.split(",")).map(column -> column.strip().split(" ")).toList();
        List<String> types = each.stream().map(column -> column[1]).toList();
        String sql =
                "insert into %s (%s) select * from unnest(%s) %s"
                        .formatted(
                                table,
                                each.stream()
                                        .map(column -> column[0])
                                        .collect(Collectors.joining(", ")),
                                types.stream()
                                        .map(type -> "?::" + type + "[]")
                                        .collect(Collectors.joining(", ")),
                                conflict);
        return new Insertion(sql, types);
    }

    /**
     * In their order; nothing is asked for none.
     *
     * @param rows a value for each column, null where the column has none
     */
    public void of(List<Object[]> rows, JdbcTemplate jdbc) {
        if (rows.isEmpty()) {
            return;
        }
        Object[] columns = new Object[types.size()];
        for (int i = 0; i < columns.length; i++) {
            int column = i;
            columns[i] =
                    rows.stream()
                            .map(row -> row[column])
                            .map(Insertion::told)
                            .toArray(size -> array(types.get(column), size));
        }
        jdbc.update(sql, columns);
    }

    private static @Nullable Object told(@Nullable Object value) {
        return value instanceof OffsetDateTime time ? Stamp.of(time.toInstant()) : value;
    }

    private static Object[] array(String type, int size) {
        return switch (type) {
            case "text", "uuid", "timestamptz" -> new String[size];
            case "bigint" -> new Long[size];
            case "integer" -> new Integer[size];
            case "boolean" -> new Boolean[size];
            case "bytea" -> new byte[size][];
            default -> throw new IllegalArgumentException("no array of " + type + " is known here");
        };
    }
}
