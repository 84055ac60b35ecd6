package dev.tabellion.projection.log;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Whether the database could lose a tail of what was signed when another takes its place: then a
 * node that had not yet seen that tail's checkpoint signs a second tree of its size, and the log is
 * forked. Says so; changes nothing.
 */
record Replication(DataSource log) {
    private static final Logger LOG = LoggerFactory.getLogger(Replication.class);

    void warn() {
        try {
            if (isLossy()) {
                LOG.atWarn()
                        .log(
                                "LOG-MAY-FORK: the database has standbys and waits for none of"
                                        + " them: set synchronous_standby_names and leave"
                                        + " synchronous_commit on, or fail over by hand");
            }
        } catch (DataAccessException e) {
            LOG.atDebug().setCause(e).log("replication-not-known");
        }
    }

    /** Standbys are seen by all roles, what they have received is not. */
    private boolean isLossy() {
        return Boolean.TRUE.equals(
                new JdbcTemplate(log)
                        .queryForObject(
                                """
                                select exists (select from pg_stat_replication)
                                   and (current_setting('synchronous_standby_names') = ''
                                        or current_setting('synchronous_commit')
                                           in ('off', 'local'))
                                """,
                                Boolean.class));
    }
}
