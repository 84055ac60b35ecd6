package dev.tabellion.projection.keyusage;

import dev.tabellion.background.Background;
import dev.tabellion.notary.HealthCheck;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notes that this server is alive, and when it had been cut off from its record: what it had signed
 * about then it could not commit. Keeps a session of its own, which breaks when the database does.
 * A server whose beats do not arrive would pass for dead, so its health says so.
 */
public final class Heartbeat implements HealthCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);
    private static final Duration PERIOD = Duration.ofSeconds(2);

    /** A process that was stopped for so long may have lost what it had under way. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final DataSource sessions;
    private final UUID run;
    private final InstantSource clock;
    private final Instant begun;
    private final Background thread = new Background("heartbeat", this::work);
    private volatile @Nullable Connection session;
    private volatile @Nullable Instant last;
    private volatile boolean broken;

    /**
     * @param sessions outside any pool
     * @param run names this process, and none before it
     */
    public Heartbeat(DataSource sessions, UUID run, InstantSource clock) {
        this.sessions = sessions;
        this.run = run;
        this.clock = clock;
        this.begun = clock.instant();
    }

    public void start() {
        thread.start();
    }

    @Override
    public String name() {
        return "Heartbeat recorded";
    }

    @Override
    public @Nullable String complaint() {
        Instant beat = last;
        return (beat == null ? begun : beat).plus(PAUSE).isBefore(clock.instant())
                ? "this server cannot note that it is alive: what it signs may pass for what a dead"
                        + " one left behind"
                : null;
    }

    @Override
    public boolean isVital() {
        return false;
    }

    @Override
    public void close() {
        thread.close();
        end();
    }

    private void work() {
        do {
            beat();
        } while (!thread.stoppedWithin(PERIOD));
    }

    private void beat() {
        Instant now = clock.instant();
        try {
            Connection open = opened();
            Instant before = last;
            if (before != null && (broken || before.plus(PAUSE).isBefore(now))) {
                interrupted(open, before, now);
            }
            alive(open, now);
            last = now;
            broken = false;
        } catch (SQLException | RuntimeException e) {
            broken = true;
            LOG.atDebug().setCause(e).log("heartbeat-missed"); // health tells of it
            end();
        }
    }

    private Connection opened() throws SQLException {
        Connection open = session;
        if (open == null) {
            open = sessions.getConnection();
            session = open;
        }
        return open;
    }

    private void alive(Connection open, Instant now) throws SQLException {
        try (PreparedStatement beat =
                open.prepareStatement(
                        """
                        insert into tabellion.server_beat (run, beat_at) values (?, ?)
                        on conflict (run) do update set beat_at = excluded.beat_at
                        """)) {
            beat.setObject(1, run);
            beat.setObject(2, StoredTime.stored(now));
            beat.executeUpdate();
        }
    }

    private static void interrupted(Connection open, Instant from, Instant until)
            throws SQLException {
        try (PreparedStatement insert =
                open.prepareStatement(
                        "insert into tabellion.interruption (from_at, until_at) values (?, ?)")) {
            insert.setObject(1, StoredTime.stored(from));
            insert.setObject(2, StoredTime.stored(until));
            insert.executeUpdate();
        }
        LOG.atInfo().addKeyValue("from", from).addKeyValue("until", until).log("record-was-away");
    }

    private void end() {
        Connection open = session;
        session = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                LOG.atDebug().setCause(e).log("heartbeat-session-not-closed");
            }
        }
    }
}
