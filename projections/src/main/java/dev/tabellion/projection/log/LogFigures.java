package dev.tabellion.projection.log;

import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What the log's tables tell of how it is getting on. Each is asked of the database when somebody
 * wants it, and costs little whatever waits there.
 */
public final class LogFigures {
    /** So that a backlog of millions is not counted through each time. */
    private static final int MOST = 100_000;

    private final JdbcTemplate sql;

    public LogFigures(DataSource reads) {
        this.sql = new JdbcTemplate(reads);
    }

    /** How many leaves the log has. */
    public long size() {
        return number("select size from log_head");
    }

    /** How many of them the published checkpoint covers. */
    public long published() {
        return number("select coalesce(max(size), 0) from log_published");
    }

    /** How many events wait for their place, up to 100,000. */
    public long backlog() {
        return number(
                "select count(*) from (select 1 from log_outbox limit " + MOST + ") as waiting");
    }

    /** How long the first of those has waited; nothing if none does. */
    public Duration backlogAge(Instant now) {
        return since(
                """
                select occurred_at from event
                where global_index = (select min(global_index) from log_outbox)
                """,
                now);
    }

    /** How long ago the log last stood by its checkpoint; nothing before the first. */
    public Duration checkpointAge(Instant now) {
        return since("select at from log_published", now);
    }

    private long number(String question) {
        Long answer = sql.queryForObject(question, Long.class);
        return answer == null ? 0 : answer;
    }

    private Duration since(String question, Instant now) {
        @Nullable Instant then =
                sql.query(question, (row, _) -> row.getTimestamp(1).toInstant()).stream()
                        .findFirst()
                        .orElse(null);
        return then == null || then.isAfter(now) ? Duration.ZERO : Duration.between(then, now);
    }
}
