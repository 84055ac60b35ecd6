package dev.tabellion.projection.log;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears on a session of its own when a sequencer, in whatever process, has taken up leaves, and
 * tells the followers of this one. Tells them once a second anyway: they may be late, never lost.
 */
public final class LeafEar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeafEar.class);
    private static final int LOOK_ANYWAY_MILLIS = 1_000;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final DataSource sessions;
    private final LogNews news;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;

    /**
     * @param sessions outside any pool: one is kept
     */
    public LeafEar(DataSource sessions, LogNews news) {
        this.sessions = sessions;
        this.news = news;
        this.thread = Thread.ofVirtual().name("leaf-ear").unstarted(this::work);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        stopped.countDown();
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work() {
        do {
            try {
                listen();
            } catch (SQLException e) {
                LOG.atWarn().setCause(e).log("log-not-heard");
            }
        } while (!stoppedWithin(PAUSE));
    }

    private void listen() throws SQLException {
        try (Connection session = sessions.getConnection();
                Statement statement = session.createStatement()) {
            statement.execute("listen " + PublishedCheckpoints.CHANNEL);
            PGConnection ear = session.unwrap(PGConnection.class);
            while (stopped.getCount() > 0) {
                news.grown();
                ear.getNotifications(LOOK_ANYWAY_MILLIS);
            }
        }
    }

    private boolean stoppedWithin(Duration pause) {
        try {
            return stopped.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
