package dev.tabellion.projection.log;

import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.UnreadableTile;
import dev.tabellion.tlog.WrittenTile;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives waiting leaves their places, a batch in one transaction: indexes without gaps, full tiles,
 * the edge, the head. Never appends to a tree that does not continue what was signed, for a fork
 * could not be taken back. One thread's.
 */
final class Sequencer {
    /** How many leaves a transaction takes up at most. */
    static final int MOST = 4096;

    private final TransactionTemplate transaction;
    private final HeadTable heads;
    private final Outbox outbox;
    private final TreeTables tables;
    private final CheckpointSigner signer;
    private volatile @Nullable Growing growing;

    /** The highest index taken so far; the same as it was one look through ago; and two ago. */
    private volatile long taken;

    private volatile long settled;
    private volatile long floor;
    private volatile boolean looksThrough = true;

    Sequencer(
            TransactionTemplate transaction,
            HeadTable heads,
            Outbox outbox,
            TreeTables tables,
            CheckpointSigner signer) {
        this.transaction = transaction;
        this.heads = heads;
        this.outbox = outbox;
        this.tables = tables;
        this.signer = signer;
    }

    /** Whether nothing waits, but perhaps what took longer to commit than from look to look. */
    boolean isIdle() {
        return outbox.isEmpty(floor);
    }

    /** The tree's, as this node knows it; -1 if it does not. */
    long size() {
        Growing known = growing;
        return known == null ? -1 : known.edge().size().leaves();
    }

    /** In the next batch even the latest of late ones are looked for. */
    void lookThrough() {
        looksThrough = true;
    }

    /**
     * Takes up what waits. A crash before the commit leaves everything as it was; after it, leaves
     * that no checkpoint covers yet, which the next one does.
     */
    Batch append(Tenure tenure) {
        Batch batch = null;
        try {
            batch = Objects.requireNonNull(transaction.execute(tx -> append(tenure, tx)));
            return batch;
        } catch (UnreadableTile e) {
            return contradiction(e);
        } catch (DataIntegrityViolationException e) {
            return contradiction(e.getMostSpecificCause());
        } finally {
            if (!(batch instanceof Batch.Appended)) {
                growing = null; // it may be ahead of what was committed
                looksThrough = true;
            }
        }
    }

    private Batch contradiction(Throwable found) {
        return new Batch.Stopped(
                new Stop.Contradiction(signer.last().size(), String.valueOf(found.getMessage())));
    }

    private Batch append(Tenure tenure, TransactionStatus tx) {
        StoredHead head = heads.lock(tenure);
        if (head == null) {
            return new Batch.Deposed();
        }
        Stop stop = judge(head);
        if (stop != null) {
            return new Batch.Stopped(stop);
        }
        List<Outbox.Waiting> waiting = outbox.take(looksThrough ? 0 : floor, MOST);
        if (!waiting.isEmpty()) {
            stop = append(head.edge(), waiting);
        }
        if (stop != null) {
            tx.setRollbackOnly();
            return new Batch.Stopped(stop);
        }
        remember(waiting);
        return new Batch.Appended(waiting.size());
    }

    private void remember(List<Outbox.Waiting> waiting) {
        if (!waiting.isEmpty()) {
            taken = Math.max(taken, waiting.getLast().globalIndex());
        }
        if (looksThrough && waiting.size() < MOST) {
            looksThrough = false;
            floor = settled;
            settled = taken;
        }
    }

    /** Null if what is stored continues what was signed. */
    private @Nullable Stop judge(StoredHead head) {
        TreeHead signed = signer.last();
        if (signed.size().compareTo(head.edge().size()) > 0) {
            return new Stop.RolledBack(signed, head.tree());
        }
        Growing known = growing;
        if (known != null && known.edge().equals(head.edge())) {
            return null;
        }
        MerkleTree tree = new MerkleTree(tables, head.edge().size());
        if (!tree.edge().equals(head.edge()) || !head.edge().root().equals(head.root())) {
            return new Stop.Contradiction(tree.size(), "head and tiles give different roots");
        }
        ConsistencyProof proof = tree.growthFrom(signed.size());
        if (!proof.connects(signed, head.tree())) {
            return new Stop.Forked(signed, head.tree());
        }
        growing = Growing.from(tables, head.edge());
        return null;
    }

    private @Nullable Stop append(RightEdge before, List<Outbox.Waiting> waiting) {
        for (Outbox.Waiting each : waiting) {
            if (each.leaf() == null) {
                return new Stop.EventGone(each.globalIndex());
            }
        }
        Growing tree = Objects.requireNonNull(growing);
        List<Hash> leaves = waiting.stream().map(Outbox.Waiting::leaf).toList();
        List<WrittenTile> written = tree.append(leaves);
        if (!tree.agreesWith(written)) {
            return new Stop.Contradiction(
                    tree.edge().size(), "peaks and tiles give different roots");
        }
        tables.addLeaves(before.size(), waiting.stream().map(Outbox.Waiting::globalIndex).toList());
        tables.write(written);
        heads.advance(tree.edge());
        return null;
    }
}
