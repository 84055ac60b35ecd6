package dev.tabellion.projection.log;

import dev.tabellion.background.Background;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hears on a session of its own when a sequencer, in whatever process, has taken up leaves, and
 * tells the followers of this one, and also when it has heard nothing for a second: they may be
 * late, never lost.
 */
public final class LeafEar implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LeafEar.class);
    private static final int LOOK_ANYWAY_MILLIS = 1_000;
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
            while (!background.isStopped()) {
                tell(ear.getNotifications(LOOK_ANYWAY_MILLIS));
            }
        }
    }

    private void tell(PGNotification[] heard) {
        if (heard.length == 0) {
            news.grown(); // nobody knows what was not heard
        }
        for (PGNotification each : heard) {
            if (news.heard(PublishedCheckpoints.told(each.getParameter()))) {
                return; // everybody looks: nothing that came with it would be news
            }
        }
    }
}
