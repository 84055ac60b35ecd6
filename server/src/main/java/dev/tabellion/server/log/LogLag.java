package dev.tabellion.server.log;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.log.LogFigures;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;

/**
 * Whether somebody keeps the log, whoever has to: this node, another, or a process of its own.
 * Looks at what they leave in the database and at nothing else.
 */
record LogLag(LogFigures log, Duration freshness, Clock clock) implements HealthCheck {
    /** Far more than a log that lives ever needs, a takeover included. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "Log current";
    }

    @Override
    public @Nullable String complaint() {
        try {
            return complaint(clock.instant());
        } catch (DataAccessException e) {
            return null; // another check tells that the database does not answer
        }
    }

    private @Nullable String complaint(Instant now) {
        Duration waiting = log.backlogAge(now);
        if (waiting.compareTo(PATIENCE) > 0) {
            return "events have waited for their place in the log for "
                    + waiting.toMinutes()
                    + " min: nobody keeps it";
        }
        Duration age = log.checkpointAge(now);
        return age.compareTo(freshness.plus(PATIENCE)) > 0
                ? "the published checkpoint is " + age.toMinutes() + " min old"
                : null;
    }

    @Override
    public boolean isVital() {
        return false;
    }
}
