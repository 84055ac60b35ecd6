package dev.tabellion.projection.log;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.UnreadableTile;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a node does for the log each time it is its turn: take up what waits and have it signed, or
 * see whether the one who does so still lives. One thread's.
 */
final class LogTurn {
    /** So that a long backlog does not keep what was appended from being published. */
    private static final int BATCHES = 4;

    private final UUID node;
    private final LogTerms terms;
    private final CheckpointSigner signer;
    private final HeadTable heads;
    private final Sequencer sequencer;
    private final CheckpointPress press;
    private volatile @Nullable Tenure tenure;
    private volatile long beat;
    private volatile long published;

    /** What was wrong with what is published when it was last looked at. */
    private volatile @Nullable Stop objection;

    private LogTurn(
            UUID node,
            LogTerms terms,
            CheckpointSigner signer,
            HeadTable heads,
            Sequencer sequencer,
            CheckpointPress press) {
        this.node = node;
        this.terms = terms;
        this.signer = signer;
        this.heads = heads;
        this.sequencer = sequencer;
        this.press = press;
    }

    static LogTurn on(
            DataSource log,
            CheckpointSigner signer,
            Origin origin,
            CheckpointOutlet outlet,
            UUID node,
            LogTerms terms) {
        JdbcTemplate sql = new JdbcTemplate(log);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(log));
        var heads = new HeadTable(sql);
        var tables = new TreeTables(sql);
        var outbox = new Outbox(sql);
        return new LogTurn(
                node,
                terms,
                signer,
                heads,
                new Sequencer(transaction, heads, outbox, tables, signer),
                new CheckpointPress(
                        heads,
                        tables,
                        new PublishedCheckpoints(log),
                        outlet,
                        signer,
                        new HaltsAgreed(new HaltTable(log), signer),
                        origin));
    }

    /** What happened in a turn. */
    record Taken(LogStanding standing, int leaves, boolean isPublished, boolean isMoreWaiting) {
        static Taken idle(LogStanding standing) {
            return new Taken(standing, 0, false, false);
        }
    }

    /** A node whose key does not answer makes way for one whose key does, if there is any. */
    Taken take() {
        try {
            return isLeading() ? lead() : follow();
        } catch (UnreadableTile | DamagedCheckpoint e) {
            return stopped(contradiction(e));
        } catch (SignerUnavailable e) {
            resign();
            throw e;
        }
    }

    private Stop contradiction(RuntimeException found) {
        return new Stop.Contradiction(signer.last().size(), String.valueOf(found.getMessage()));
    }

    boolean isLeading() {
        return tenure != null;
    }

    /** How many leaves have their places, as far as this node knows. */
    long size() {
        return sequencer.size();
    }

    /** So that the next node need not wait. */
    void resign() {
        Tenure ending = tenure;
        tenure = null;
        if (ending != null) {
            heads.release(ending);
        }
    }

    /** As {@link #resign}, and whoever leads next knows what halts this node. */
    void part() {
        Stop found = objection;
        try {
            if (isLeading() && (found == null || found.isOfTheLog())) {
                press.agree();
            }
        } finally {
            resign();
        }
    }

    private Taken follow() {
        Stop stop = press.follow();
        if (stop != null && !stop.isOfTheLog()) {
            return Taken.idle(new LogStanding.Stopped(stop));
        }
        tenure = heads.take(node, terms.lease());
        objection = stop; // it holds for who leads as well
        publishSoon();
        if (stop != null && (tenure == null || !(stop instanceof Stop.Halted))) {
            return stopped(stop);
        }
        return tenure == null ? Taken.idle(new LogStanding.Following()) : lead();
    }

    private Taken lead() {
        Tenure mine = tenure;
        boolean isDue = isBeatDue();
        if (mine == null || (isDue && !beat(mine))) {
            return deposed();
        }
        if (isDue || objection != null) {
            objection = judged();
        }
        Stop found = objection;
        if (found != null && !(found instanceof Stop.Halted)) {
            return stopped(found);
        }
        if (signer.halted() != null) {
            publishSoon(); // which will be refused; leaves get their places all the same
        }
        if (isDue) {
            sequencer.lookThrough();
        }
        // now and then although nothing waits: a database that was put back shows itself in this
        return isDue || !sequencer.isIdle() ? append(mine) : published(0, false);
    }

    /** Who leads is no exception: what others are shown must be what it would sign. */
    private @Nullable Stop judged() {
        try {
            return press.follow();
        } catch (UnreadableTile | DamagedCheckpoint e) {
            return contradiction(e);
        }
    }

    private Taken append(Tenure mine) {
        int leaves = 0;
        for (int batch = 0; batch < BATCHES; batch++) {
            int taken;
            switch (sequencer.append(mine)) {
                case Batch.Deposed() -> {
                    return deposed();
                }
                case Batch.Stopped(var stop) -> {
                    return stopped(stop);
                }
                case Batch.Appended(var count) -> taken = count;
            }
            leaves += taken;
            if (taken > 0) {
                publishSoon();
            }
            if (taken < Sequencer.MOST) {
                return published(leaves, false);
            }
        }
        return published(leaves, true);
    }

    private Taken published(int leaves, boolean isMoreWaiting) {
        if (System.nanoTime() - published < terms.freshness().toNanos()) {
            return Taken.idle(new LogStanding.Leading());
        }
        Stop stop = press.publish(); // and again in the next turn, if it fails
        if (stop != null) {
            return new Taken(stopped(stop).standing(), leaves, false, isMoreWaiting);
        }
        published = System.nanoTime();
        return new Taken(new LogStanding.Leading(), leaves, true, isMoreWaiting);
    }

    private void publishSoon() {
        published = System.nanoTime() - terms.freshness().toNanos();
    }

    /** The place stays taken: who knows less than this node must not have it. */
    private Taken stopped(Stop stop) {
        if (!stop.isOfTheLog()) {
            resign();
        }
        publishSoon();
        return Taken.idle(new LogStanding.Stopped(stop));
    }

    private Taken deposed() {
        tenure = null;
        return Taken.idle(new LogStanding.Following());
    }

    private boolean isBeatDue() {
        return System.nanoTime() - beat >= terms.beat().toNanos();
    }

    private boolean beat(Tenure mine) {
        boolean isMine = heads.beat(mine);
        beat = System.nanoTime();
        return isMine;
    }
}
