package dev.tabellion.projection.finding;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** How many findings there are of each kind; counts each once, whenever somebody asks. */
public final class FindingCounts {
    /** What they are counted by. */
    public record Kind(String rule, String severity, boolean expected) {}

    private final JdbcTemplate jdbc;
    private final Map<Kind, Long> counts = new HashMap<>();
    private volatile long counted;

    public FindingCounts(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    public synchronized Map<Kind, Long> now() {
        Long newest =
                jdbc.queryForObject(
                        "select coalesce(max(number), 0) from tabellion.finding", Long.class);
        long until = newest == null ? counted : newest;
        if (until > counted) {
            jdbc.query(
                    """
                    select rule, severity, expected_by is not null, count(*)
                    from tabellion.finding where number > ? and number <= ? group by 1, 2, 3
                    """,
                    row -> {
                        Kind kind = new Kind(row.getString(1), row.getString(2), row.getBoolean(3));
                        counts.merge(kind, row.getLong(4), Long::sum);
                    },
                    counted,
                    until);
            counted = until;
        }
        return Map.copyOf(counts);
    }
}
