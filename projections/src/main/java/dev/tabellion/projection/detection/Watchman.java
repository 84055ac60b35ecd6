package dev.tabellion.projection.detection;

import dev.tabellion.background.Background;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks every second for what should have happened and did not. */
public final class Watchman implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Watchman.class);
    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Investigation investigation;
    private final TransactionTemplate transaction;
    private final Background background = new Background("watchman", this::work);

    public Watchman(Investigation investigation, PlatformTransactionManager transactions) {
        this.investigation = investigation;
        this.transaction = new TransactionTemplate(transactions);
    }

    public void start() {
        background.start();
    }

    private void work() {
        while (!background.stoppedWithin(LOOK)) {
            look();
        }
    }

    private void look() {
        try {
            transaction.executeWithoutResult(_ -> investigation.look());
            investigation.kept();
        } catch (DataAccessException | TransactionException e) {
            LOG.atDebug()
                    .setCause(e)
                    .log("deadlines-not-looked-at"); // health tells of the database
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("deadlines-not-looked-at");
        }
    }

    @Override
    public void close() {
        background.close();
    }
}
