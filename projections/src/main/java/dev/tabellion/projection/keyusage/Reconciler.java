package dev.tabellion.projection.keyusage;

import dev.tabellion.detection.Finding;
import dev.tabellion.projection.detection.Findings;
import dev.tabellion.projection.keyusage.ReconciliationHead.Judged;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lays the two books side by side: what one tells and the other does not is found, once and by the
 * same name whenever it is done again. One node at a time; in the way of nothing that is published.
 */
public final class Reconciler {
    /** A step's, so that none holds the findings for long. */
    private static final int MOST = 1_000;

    /** For a server that dies is known to be dead by then. */
    public static final Duration SHORTEST_GRACE = OrphanSetting.SILENCE.plusSeconds(3);

    /** PostgreSQL's, which Spring has no name for. */
    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Between a node's clock and what its events bear. */
    private static final Duration SKEW = Duration.ofSeconds(10);

    private final JdbcTemplate jdbc;
    private final ReconciliationHead head;
    private final JudgedBreaks breaks;
    private final JudgedLosses losses;
    private final JudgedRefusals refusals;
    private final JudgedLeaves leaves;
    private final JudgedSignatures signatures;
    private final JudgedKeys keys;
    private final Findings findings;
    private final JournalReader reader;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    /**
     * @param grace how long the record may take to tell of what the journal told; at least {@link
     *     #SHORTEST_GRACE}
     */
    public Reconciler(
            JournalReader reader,
            Findings findings,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            InstantSource clock,
            Duration grace) {
        if (grace.compareTo(SHORTEST_GRACE) < 0) {
            throw new IllegalArgumentException(
                    "the record has at least "
                            + SHORTEST_GRACE.toSeconds()
                            + " seconds to tell of a signature, not "
                            + grace.toSeconds());
        }
        this.jdbc = new JdbcTemplate(dataSource);
        this.head = new ReconciliationHead(jdbc);
        this.breaks = new JudgedBreaks(jdbc);
        this.losses = new JudgedLosses(jdbc);
        this.refusals = new JudgedRefusals(jdbc, grace);
        this.leaves = new JudgedLeaves(jdbc);
        this.signatures = new JudgedSignatures(jdbc, grace);
        this.keys = new JudgedKeys(jdbc, grace);
        this.findings = findings;
        this.reader = reader;
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    /**
     * Reads the journal to its end and judges all that can be judged.
     *
     * @throws dev.tabellion.collection.SignerUnavailable if the journal cannot be read
     */
    public void look() {
        look(Runnable::run);
    }

    /**
     * As {@link #look()}.
     *
     * @param judging runs what is to be judged, at once and in this thread
     */
    void look(Executor judging) {
        long known = head.leaves(); // before the journal: it then has all that these leaves tell of
        if (!reader.readToEnd()) {
            return; // another node is at it
        }
        judging.execute(() -> judge(known));
    }

    private void judge(long known) {
        Instant now = clock.instant();
        long leaf = Math.max(0, known - 1);
        Set<Judged> waiting = head.waiting();
        step(waiting, Judged.BREAKS, (from, found) -> breaks.after(from, MOST, leaf, found));
        step(waiting, Judged.LEAVES, (from, found) -> leavesTo(known, from, found));
        boolean isTold = head.hasAllBefore(now.minus(SKEW));
        step(waiting, Judged.MISSING, (at, to) -> losses.after(at, MOST, now, isTold, leaf, to));
        if (isTold) {
            step(waiting, Judged.SIGNATURES, (at, to) -> signatures.after(at, MOST, now, leaf, to));
            step(waiting, Judged.REFUSALS, (at, to) -> refusals.after(at, MOST, now, leaf, to));
            step(waiting, Judged.KEYS, (at, to) -> keys.newOnes(at, MOST, now, leaf, to));
            step(waiting, Judged.OLD_KEYS, (at, to) -> keys.oldOnes(at, MOST, now, leaf, to));
            step(waiting, Judged.STAGED, (at, to) -> keys.staged(at, MOST, now, to));
        }
    }

    /** Judges some from a position on, and tells the position after them. */
    private interface Judging {
        long on(long from, List<Finding> found);
    }

    private long leavesTo(long known, long from, List<Finding> found) {
        long end = Math.min(known, from + MOST);
        if (from >= end) {
            return from;
        }
        leaves.between(from, end, found);
        return end;
    }

    /** Goes on until there is no more. */
    private void step(Set<Judged> waiting, Judged what, Judging judging) {
        boolean moved = waiting.contains(what);
        while (moved) {
            moved = moved(what, judging);
        }
    }

    private boolean moved(Judged what, Judging judging) {
        try {
            return Boolean.TRUE.equals(transaction.execute(_ -> judged(what, judging)));
        } catch (UncategorizedSQLException e) {
            SQLException cause = e.getSQLException();
            if (cause != null && LOCK_NOT_AVAILABLE.equals(cause.getSQLState())) {
                throw new CannotAcquireLockException("waiting for who judges or detects", e);
            }
            throw e;
        }
    }

    private boolean judged(Judged what, Judging judging) {
        List<Finding> found = new ArrayList<>();
        long from = head.lock(what);
        long to = judging.on(from, found);
        if (to != from) {
            head.move(what, to);
            findings.add(found.isEmpty() ? found : DeclaredKeys.in(jdbc).weighed(found));
        }
        return to != from;
    }
}
