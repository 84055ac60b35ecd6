package dev.tabellion.projection.log;

import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Has what was appended signed, and shows it. Everything a checkpoint covers is committed before it
 * is signed, and what was signed is remembered outside the database before anybody sees it. One
 * thread's.
 */
final class CheckpointPress {
    private final TransactionTemplate transaction;
    private final HeadTable heads;
    private final TreeTables tables;
    private final CheckpointTable checkpoints;
    private final CheckpointSigner signer;
    private final Origin origin;

    CheckpointPress(
            TransactionTemplate transaction,
            HeadTable heads,
            TreeTables tables,
            CheckpointTable checkpoints,
            CheckpointSigner signer,
            Origin origin) {
        this.transaction = transaction;
        this.heads = heads;
        this.tables = tables;
        this.checkpoints = checkpoints;
        this.signer = signer;
        this.origin = origin;
    }

    /** Publishes the head as it is stored, anew if it is published already. */
    Batch publish(Tenure tenure) {
        TreeHead head = heads.read().tree();
        CheckpointSigner.Answer answer = ask(head);
        // A crash here, or an epoch that is over: the signer remembers a checkpoint that nobody
        // has; the tree it is of is stored, so the next one continues it.
        if (answer instanceof CheckpointSigner.Answer.Signed(var signature)) {
            var signed = SignedCheckpoint.of(new Checkpoint(origin, head), signature);
            boolean done = Boolean.TRUE.equals(transaction.execute(_ -> published(tenure, signed)));
            return done ? new Batch.Appended(0) : new Batch.Deposed();
        }
        return new Batch.Stopped(stop(answer, head));
    }

    /**
     * Takes over what another node published, as if it had been signed here: so this node, too,
     * refuses a database that goes back behind it. Null if nothing is wrong with it.
     */
    @Nullable Stop follow() {
        Published published = checkpoints.published();
        StoredHead stored = heads.read();
        TreeHead last = signer.last();
        if (last.size().compareTo(stored.edge().size()) > 0) {
            return new Stop.RolledBack(last, stored.tree());
        }
        if (published == null) {
            return null;
        }
        TreeHead head = published.checkpoint().head();
        if (!published.checkpoint().judge(signer.key()).isVouched()) {
            return new Stop.ForeignKey(head.size());
        }
        if (head.size().compareTo(last.size()) < 0 || head.equals(last)) {
            return null; // a smaller one: the last was signed here and lost before it was shown
        }
        CheckpointSigner.Answer answer = ask(head);
        return answer instanceof CheckpointSigner.Answer.Signed ? null : stop(answer, head);
    }

    private boolean published(Tenure tenure, SignedCheckpoint signed) {
        if (heads.lock(tenure) == null) {
            return false;
        }
        checkpoints.add(signed);
        checkpoints.show(signed.head().size());
        return true;
    }

    private CheckpointSigner.Answer ask(TreeHead head) {
        TreeHead last = signer.last();
        ConsistencyProof proof =
                last.size().compareTo(head.size()) > 0
                        ? ConsistencyProof.EMPTY // refused anyway
                        : new MerkleTree(tables, head.size()).growthFrom(last.size());
        return signer.sign(new Checkpoint(origin, head).text(), last.size(), proof);
    }

    private Stop stop(CheckpointSigner.Answer answer, TreeHead head) {
        return switch (answer) {
            case CheckpointSigner.Answer.NotGrown(var verdict) ->
                    Stop.of(verdict, signer.last(), head);
            case CheckpointSigner.Answer.NotOurs(var problem) -> new Stop.NotSigned(problem);
            case CheckpointSigner.Answer.Halted(var halt) -> new Stop.Halted(halt);
            case CheckpointSigner.Answer.Signed _ ->
                    throw new IllegalArgumentException("a signature stops nothing");
        };
    }
}
