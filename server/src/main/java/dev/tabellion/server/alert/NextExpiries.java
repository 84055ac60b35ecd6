package dev.tabellion.server.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * When the first document of each top-level role that is served expires. Looks at all of them, so
 * every five minutes only: an index would cost each publication.
 */
final class NextExpiries {
    private static final Duration FRESH = Duration.ofMinutes(5);
    private static final String ALL =
            """
            select role, min(expires) from tabellion.current_document
            where role in ('root', 'targets', 'snapshot', 'timestamp') group by role
            """;

    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private volatile Map<String, Instant> known = Map.of();
    private volatile Instant since = Instant.EPOCH;

    NextExpiries(DataSource dataSource, InstantSource clock) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.clock = clock;
    }

    /** Seconds that are left, by role. */
    synchronized Map<String, Double> left() {
        Instant now = clock.instant();
        if (Duration.between(since, now).compareTo(FRESH) > 0) {
            Map<String, Instant> next = new HashMap<>();
            jdbc.query(
                    ALL,
                    row -> {
                        next.put(
                                row.getString(1),
                                row.getObject(2, OffsetDateTime.class).toInstant());
                    });
            known = next;
            since = now;
        }
        Map<String, Double> left = new HashMap<>();
        known.forEach((role, at) -> left.put(role, (double) Duration.between(now, at).toSeconds()));
        return left;
    }
}
