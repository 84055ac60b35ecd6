package dev.tabellion.server.alert;

import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long ago each watch last told something. An eye tells news alone, and a repository that lives
 * has some each day: a new timestamp. One that tells nothing for long is blind, or its repository
 * frozen.
 */
record WatchLooks(JdbcTemplate jdbc) {
    private static final String LAST =
            """
            select substr(d.view, 7) as watch, extract(epoch from now() - e.occurred_at) as ago
            from tabellion.detection_dossier d cross join lateral (
                select occurred_at from tabellion.event
                where collection = '*watch/' || substr(d.view, 7)
                order by sequence desc limit 1) e
            where d.view like 'watch/%' order by d.view limit 1000
            """;

    WatchLooks(DataSource dataSource) {
        this(new JdbcTemplate(dataSource));
    }

    /** In seconds, by the watches' names. */
    Map<String, Double> ago() {
        Map<String, Double> ago = new HashMap<>();
        jdbc.query(
                LAST,
                row -> {
                    ago.put(row.getString("watch"), row.getDouble("ago"));
                });
        return ago;
    }
}
