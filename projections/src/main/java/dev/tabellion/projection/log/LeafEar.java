package dev.tabellion.projection.log;

import dev.tabellion.background.Background;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears on a session of its own when a sequencer, in whatever process, has taken up leaves, and
 * tells the followers of this one. Tells them once a second anyway: they may be late, never lost.
 */
public final class LeafEar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeafEar.class);
    private static final Duration LOOK_ANYWAY = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource sessions;
    private final LogNews news;
    private final Background background = new Background("leaf-ear", this::work);

    /**
     * @param sessions outside any pool: one is kept
     */
    public LeafEar(DataSource sessions, LogNews news) {
        this.sessions = sessions;
        this.news = news;
    }

    public void start() {
        background.start();
    }

    @Override
    public void close() {
        background.close();
    }

    private void work() {
        do {
            try {
                listen();
            } catch (SQLException | RuntimeException | Error e) {
                LOG.atWarn().setCause(e).log("log-not-heard");
            }
        } while (!background.stoppedWithin(PAUSE));
    }

    private void listen() throws SQLException {
        try (Connection session = sessions.getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("listen " + PublishedCheckpoints.CHANNEL);
            PGConnection ear = session.unwrap(PGConnection.class);
            news.grown();
            long toldAt = System.nanoTime();
            while (!background.isStopped()) {
                PGNotification[] heard = ear.getNotifications((int) LOOK_ANYWAY.toMillis());
                boolean isLong = System.nanoTime() - toldAt >= LOOK_ANYWAY.toNanos();
                if (heard.length == 0 || isLong || isNews(heard)) {
                    news.grown(); // nobody knows what was not heard
                    toldAt = System.nanoTime();
                }
            }
        }
    }

    /** Whatever was heard but that the log is as large as is known here. */
    private boolean isNews(PGNotification[] heard) {
        return Arrays.stream(heard)
                .anyMatch(each -> news.isNews(PublishedCheckpoints.told(each.getParameter())));
    }
}
