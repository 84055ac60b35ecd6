package dev.tabellion.projection.keyusage;

import dev.tabellion.background.Background;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.log.Turns;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Reads the signer's journal on and on, and lays it beside the record. After an error it tries
 * again, each time a little later, and its health says so: a journal that nobody reads is one in
 * which anything may be signed.
 */
public final class JournalFollower implements HealthCheck, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalFollower.class);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Detection at a long turn keeps findings to itself: that is no trouble until it lasts. */
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Reconciler reconciler;
    private final Turns turns;
    private final Duration period;
    private final Background thread;
    private volatile @Nullable String complaint;
    private volatile long done = System.nanoTime();

    /**
     * @param turns among those who follow the log, which wait for one another
     * @param period between one look and the next
     */
    public JournalFollower(Reconciler reconciler, Turns turns, Duration period) {
        this.reconciler = reconciler;
        this.turns = turns;
        this.period = period;
        this.thread = new Background("journal-follower", this::work);
    }

    public void start() {
        thread.start();
    }

    @Override
    public String name() {
        return "Signer's journal read";
    }

    @Override
    public @Nullable String complaint() {
        return complaint;
    }

    /** What is compared comes later; what is served is served. */
    @Override
    public boolean isVital() {
        return false;
    }

    /** For how long this node has not laid the journal's end beside the record. */
    public Duration lag() {
        return Duration.ofNanos(System.nanoTime() - done);
    }

    @Override
    public void close() {
        thread.close();
    }

    private void work() {
        Duration pause = period;
        while (!thread.stoppedWithin(pause)) {
            pause = attempted() ? period : longer(pause);
        }
    }

    private boolean attempted() {
        try {
            reconciler.look(turns::take); // the signer is waited for by nobody else
            complaint = null;
            done = System.nanoTime();
            return true;
        } catch (SignerUnavailable e) {
            failed("the signer's journal cannot be read: " + e.getMessage(), e);
        } catch (CannotAcquireLockException e) {
            if (System.nanoTime() - done > PATIENCE.toNanos()) {
                failed("what is found must wait: detection has been at one turn for long", e);
            }
        } catch (DataAccessException | TransactionException e) {
            failed("what the signer's journal tells cannot be written down", e);
        } catch (RuntimeException e) { // what the journal says, too, may be somebody's making
            failed("the signer's journal could not be laid beside the record: " + e, e);
        }
        return false;
    }

    private void failed(String what, RuntimeException why) {
        if (complaint == null) {
            LOG.atWarn().setCause(why).log("journal-not-read");
        }
        complaint = what;
    }

    private static Duration longer(Duration pause) {
        Duration twice = pause.multipliedBy(2);
        return twice.compareTo(LONGEST) < 0 ? twice : LONGEST;
    }
}
