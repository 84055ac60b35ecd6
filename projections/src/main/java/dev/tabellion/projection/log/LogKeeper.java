package dev.tabellion.projection.log;

import dev.tabellion.background.Background;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.Origin;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.TransactionException;

/**
 * Keeps true that everything in the record is in the log soon, and in a checkpoint: one node of all
 * appends, the others watch it. Stops the log when something is wrong with it, and never anything
 * else.
 */
public final class LogKeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(LogKeeper.class);

    /** Between two looks of one that has nothing to do but to see whether that changed. */
    private static final Duration WATCH = Duration.ofSeconds(1);

    private final Replication replication;
    private final LogTurn turn;
    private final LogTerms terms;
    private final LogNews news;
    private final Bell bell = new Bell();
    private final Background background = new Background("log", this::work);
    private volatile LogStanding standing = new LogStanding.Starting();

    public LogKeeper(
            DataSource logDataSource,
            CheckpointSigner signer,
            Origin origin,
            CheckpointOutlet outlet,
            UUID node,
            LogTerms terms,
            LogNews news) {
        this.replication = new Replication(logDataSource);
        this.turn = LogTurn.on(logDataSource, signer, origin, outlet, node, terms);
        this.terms = terms;
        this.news = news;
    }

    /**
     * Says that whoever held the log's place is dead, as only who keeps all others out can know: by
     * the lock of the data directory that an embedded database is in.
     */
    public static void vacate(DataSource logDataSource) {
        new HeadTable(new JdbcTemplate(logDataSource)).vacate();
    }

    public void start() {
        background.start();
    }

    public LogStanding standing() {
        return standing;
    }

    /** Something was committed that waits for its place. Returns at once; may be called by all. */
    public void wake() {
        bell.ring();
    }

    /** Gives the place up, so that another node need not wait for the lease to be over. */
    @Override
    public void close() {
        bell.ring();
        background.close();
    }

    private void work() {
        replication.warn();
        try {
            while (!background.isStopped()) {
                long began = System.nanoTime();
                LogTurn.Taken taken = taken();
                rest(taken, began);
            }
            turn.part();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            log.atInfo().setCause(e).log("log-place-not-given-up"); // the lease ends by itself
        }
    }

    /** Does what there is to do, once; the thread does so again and again. Never two at a time. */
    public LogStanding turn() {
        return taken().standing();
    }

    private LogTurn.Taken taken() {
        LogTurn.Taken taken;
        try {
            taken = turn.take();
            if (taken.leaves() > 0 || taken.isPublished()) {
                news.grown(taken.leaves() > 0 ? turn.size() : -1);
            }
        } catch (RuntimeException | Error e) {
            // The database or the folder does not answer now, or memory is short: what was not
            // committed waits. Whatever it is, a log whose thread has ended would tell nobody.
            taken = LogTurn.Taken.idle(failed(e));
        }
        tell(taken.standing());
        return taken;
    }

    /** Told loudly when it begins; then health and figures say that it lasts. */
    private LogStanding failed(Throwable e) {
        boolean isNew = !(standing instanceof LogStanding.Failing);
        log.atLevel(isNew ? Level.WARN : Level.DEBUG).setCause(e).log("log-turn-failed");
        return new LogStanding.Failing(reason(e));
    }

    /** Batches under load begin an interval apart; after a quiet time the first begins at once. */
    private void rest(LogTurn.Taken taken, long began) throws InterruptedException {
        if (taken.isMoreWaiting()) {
            return;
        }
        if (!(taken.standing() instanceof LogStanding.Leading)) {
            background.stoppedWithin(WATCH);
            return;
        }
        if (taken.leaves() > 0) {
            background.stoppedWithin(terms.interval().minusNanos(System.nanoTime() - began));
        }
        bell.await(terms.interval());
    }

    private void tell(LogStanding now) {
        LogStanding before = standing;
        standing = now;
        if (before.equals(now)) {
            return;
        }
        @Nullable Stop stop = now.stop();
        if (stop == null) {
            log.atInfo().addKeyValue("standing", now).log("log-standing-changed");
        } else if (!sameName(before, stop)) {
            LoggingEventBuilder line = log.atError().addKeyValue("why", stop.name());
            for (Map.Entry<String, String> fact : stop.facts().entrySet()) {
                line = line.addKeyValue(fact.getKey(), fact.getValue());
            }
            line.log("LOG-STOPPED: no checkpoint is published. " + stop.advice());
        }
    }

    private static boolean sameName(LogStanding before, Stop stop) {
        Stop earlier = before.stop();
        return earlier != null && earlier.name().equals(stop.name());
    }

    private static String reason(Throwable e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getClass().getSimpleName();
    }
}
