package dev.tabellion.projection.current;

import java.time.Duration;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Asks the store on sessions of a pool. For questions alone: what changes something must not be
 * asked twice.
 */
final class Sessions {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final JdbcTemplate jdbc;

    Sessions(DataSource dataSource) {
        this.jdbc = new JdbcTemplate(dataSource);
        jdbc.setQueryTimeout((int) PATIENCE.toSeconds());
    }

    /**
     * Asks again on another session if the first turned out dead: a pool does not look whether one
     * that was in use a moment ago outlived the store's restart. Bounded, for a store that is
     * really gone gives no other session, and that is not tried again.
     */
    <T extends @Nullable Object> T ask(Function<JdbcOperations, T> question) {
        try {
            return question.apply(jdbc);
        } catch (CannotGetJdbcConnectionException e) {
            throw e;
        } catch (DataAccessResourceFailureException e) {
            return question.apply(jdbc);
        }
    }
}
