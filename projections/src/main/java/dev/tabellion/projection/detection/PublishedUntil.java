package dev.tabellion.projection.detection;

import dev.tabellion.detection.Told;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** What happened and is under no checkpoint yet. */
final class PublishedUntil implements Teller {
    /** A restart with a recovery of the database in it takes less. */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    private final JdbcTemplate jdbc;

    PublishedUntil(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
    }

    long size() {
        return jdbc.queryForObject(
                "select coalesce(max(size), 0) from tabellion.log_checkpoint",
                (row, _) -> row.getLong(1));
    }

    @Override
    public List<Told> told(Instant now, long size) {
        return waiting(size).stream()
                .filter(since -> since.isBefore(now.minus(PATIENCE)))
                .<Told>map(since -> new Told.Unpublished(since, size))
                .toList();
    }

    /** The first event that waits: for a checkpoint, or even for its place in the log. */
    private List<Instant> waiting(long size) {
        return jdbc.query(
                """
                select e.occurred_at from tabellion.event e
                where e.global_index = coalesce(
                    (select global_index from tabellion.log_leaf where leaf_index = ?),
                    (select min(global_index) from tabellion.log_outbox))
                """,
                (row, _) -> row.getObject(1, OffsetDateTime.class).toInstant(),
                size);
    }
}
