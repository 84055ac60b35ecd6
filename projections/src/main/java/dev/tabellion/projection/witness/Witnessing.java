package dev.tabellion.projection.witness;

import dev.tabellion.projection.log.CheckpointOutlet;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.VerifierKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * Keeps true that the published checkpoint is one that enough witnesses cosigned, or, if they do
 * not answer and the terms allow it, one that at least waited for them. Asks about the newest of
 * those it is brought, at its own cadence; never holds up who appends.
 */
public final class Witnessing implements CheckpointOutlet, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Witnessing.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Witnesses witnesses;
    private final WitnessTerms terms;
    private final PublishedCheckpoints published;
    private final CosigningRound.Showing board;
    private final AtomicReference<@Nullable SignedCheckpoint> brought = new AtomicReference<>();
    private final Semaphore bell = new Semaphore(0);
    private final Thread thread;
    private volatile @Nullable CosigningRound newest;
    private volatile long missingSince;
    private volatile boolean missing;
    private volatile boolean closing;

    public Witnessing(
            Witnesses witnesses,
            WitnessTerms terms,
            PublishedCheckpoints published,
            DataSource log,
            Clock clock) {
        this.witnesses = witnesses;
        this.terms = terms;
        this.published = published;
        this.board = new NoticeBoard(published, log, clock);
        this.thread = Thread.ofVirtual().name("witnessing").unstarted(this::work);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void bring(SignedCheckpoint checkpoint) {
        brought.set(checkpoint);
        bell.release();
    }

    /** What a person should know; null if a quorum cosigns and nobody disagrees. */
    public @Nullable String complaint() {
        String disagreeing = witnesses.disagreeing();
        if (!disagreeing.isEmpty()) {
            return disagreeing
                    + ": this log was put back or forked, or the witness was; the log line"
                    + " WITNESS-DISAGREES has the numbers";
        }
        Duration without = withoutQuorum();
        return without.compareTo(WitnessTerms.TOLERANCE) < 0
                ? null
                : "no quorum of witnesses has cosigned for " + without.toMinutes() + " min";
    }

    /** How long a checkpoint has waited for its quorum; zero if the newest has it. */
    public Duration withoutQuorum() {
        return missing ? Duration.ofNanos(System.nanoTime() - missingSince) : Duration.ZERO;
    }

    private void work() {
        try {
            while (!closing) {
                long began = System.nanoTime();
                attempt();
                rest(began);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Rounds begin a cadence apart; after a quiet time the first begins at once. */
    private void rest(long began) throws InterruptedException {
        long left = terms.cadence().toNanos() - (System.nanoTime() - began);
        TimeUnit.NANOSECONDS.sleep(left);
        CosigningRound last = newest;
        if (last == null || witnesses.haveAll(last.given().keySet())) {
            bell.acquire();
        }
        bell.drainPermits();
    }

    private void attempt() throws InterruptedException {
        try {
            CosigningRound round = next();
            if (round != null) {
                newest = round;
                hold(round);
            }
        } catch (DataAccessException | TransactionException e) {
            // the log's own standing tells of the database; the checkpoint waits for the next round
            if (!closing) { // else it was interrupted
                log.atWarn().setCause(e).log("witnessing-failed");
            }
        }
    }

    /** A fresh checkpoint, or the last one if witnesses are missing; null if there is no need. */
    private @Nullable CosigningRound next() {
        SignedCheckpoint fresh = brought.getAndSet(null);
        CosigningRound last = newest;
        if (fresh != null) {
            return round(fresh, Map.of(), false);
        }
        if (last == null || isOvertaken(last)) {
            newest = null;
            missing = false;
            return null;
        }
        return witnesses.haveAll(last.given().keySet())
                ? null
                : round(last.checkpoint(), last.given(), last.isShown());
    }

    /** Then another node leads, and this one's witnesses are its business. */
    private boolean isOvertaken(CosigningRound last) {
        SignedCheckpoint shown = published.newest();
        return shown != null && shown.head().size().compareTo(last.checkpoint().head().size()) > 0;
    }

    private CosigningRound round(
            SignedCheckpoint checkpoint,
            Map<VerifierKey, List<NoteSignature>> given,
            boolean isShown) {
        return new CosigningRound(checkpoint, witnesses.quorum(), given, isShown, board);
    }

    private void hold(CosigningRound round) throws InterruptedException {
        witnesses.ask(round);
        round.await(terms.deadline());
        if (!terms.failClosed()) {
            round.showAnyway();
        }
        boolean isMissing = !round.isMet();
        if (isMissing && !missing) {
            missingSince = System.nanoTime();
        }
        missing = isMissing;
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            if (thread.isAlive()) { // and not one that was never started
                thread.join(PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        witnesses.close();
    }
}
