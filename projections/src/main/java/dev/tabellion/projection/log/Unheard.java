package dev.tabellion.projection.log;

import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long ago the first happened of what somebody who follows the log has not heard, be it a leaf
 * or still on its way to become one. By what is in the database: the same on every node.
 */
public final class Unheard {
    private final JdbcTemplate jdbc;
    private final String question;

    /**
     * @param heard a query for how many leaves were heard
     */
    public Unheard(DataSource dataSource, String heard) {
        this.jdbc = new JdbcTemplate(dataSource);
        this.question =
                """
                select greatest(0, coalesce(extract(epoch from clock_timestamp() - coalesce(
                    (select e.occurred_at from tabellion.log_leaf l
                        join tabellion.event e using (global_index) where l.leaf_index = (%s)),
                    (select e.occurred_at from tabellion.log_outbox o
                        join tabellion.event e using (global_index)
                        order by o.global_index limit 1))), 0))
                """
                        .formatted(heard);
    }

    public double seconds() {
        Double seconds = jdbc.queryForObject(question, Double.class);
        return seconds == null ? 0 : seconds;
    }
}
