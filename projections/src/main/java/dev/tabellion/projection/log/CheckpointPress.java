package dev.tabellion.projection.log;

import dev.tabellion.tlog.Checkpoint;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.ConsistencyProof;
import dev.tabellion.tlog.Halt;
import dev.tabellion.tlog.MerkleTree;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import org.jspecify.annotations.Nullable;

/**
 * Has what was appended signed, and brings it out. Everything a checkpoint covers is committed
 * before it is signed, and what was signed is remembered outside the database before anybody sees
 * it. One thread's.
 */
final class CheckpointPress {
    private final HeadTable heads;
    private final TreeTables tables;
    private final PublishedCheckpoints checkpoints;
    private final CheckpointOutlet outlet;
    private final CheckpointSigner signer;
    private final HaltsAgreed halts;
    private final Origin origin;

    CheckpointPress(
            HeadTable heads,
            TreeTables tables,
            PublishedCheckpoints checkpoints,
            CheckpointOutlet outlet,
            CheckpointSigner signer,
            HaltsAgreed halts,
            Origin origin) {
        this.heads = heads;
        this.tables = tables;
        this.checkpoints = checkpoints;
        this.outlet = outlet;
        this.signer = signer;
        this.halts = halts;
        this.origin = origin;
    }

    /** Has the head signed and brought out, anew if it was already; null if nothing forbids it. */
    @Nullable Stop publish() {
        agree(); // so that nothing is signed any more once any node has told that it saw an edit
        TreeHead head = heads.read().tree();
        CheckpointSigner.Answer answer = ask(head);
        if (!(answer instanceof CheckpointSigner.Answer.Signed(var signature))) {
            return stop(answer, head);
        }
        // A crash here: the signer remembers a checkpoint that nobody has. The tree it is of is
        // stored, and every later one continues it. Of a node that was deposed meanwhile it is a
        // prefix of what is public by now, and is not shown.
        outlet.bring(SignedCheckpoint.of(new Checkpoint(origin, head), signature));
        return null;
    }

    /**
     * Takes over what is published, if it was by another node, as if it had been signed here: so
     * this node, too, refuses a database that goes back behind it, or that anybody else wrote to.
     * Null if nothing is wrong with it, and nothing halts any node.
     */
    @Nullable Stop follow() {
        Stop stop = takenOver();
        if (stop != null && !stop.isOfTheLog()) {
            return stop; // what this node thinks of it is no reason to halt the others
        }
        agree();
        Halt halt = signer.halted();
        return stop == null && halt != null ? new Stop.Halted(halt) : stop;
    }

    /** Tells other nodes what halts this one, and is told. */
    void agree() {
        halts.agree();
    }

    private @Nullable Stop takenOver() {
        SignedCheckpoint published = checkpoints.newest();
        StoredHead stored = heads.read();
        TreeHead last = signer.last();
        if (last.size().compareTo(stored.edge().size()) > 0) {
            return new Stop.RolledBack(last, stored.tree());
        }
        if (published == null) {
            return null;
        }
        TreeHead head = published.head();
        if (!published.judge(signer.key()).isVouched()) {
            return isKnown(head.size(), last, stored)
                    ? new Stop.Contradiction(
                            head.size(), "what is published was not signed by this log")
                    : new Stop.ForeignKey(head.size());
        }
        if (head.size().compareTo(last.size()) < 0 || head.equals(last)) {
            return null; // a smaller one: the last was signed here and lost before it was shown
        }
        CheckpointSigner.Answer answer = ask(head);
        return answer instanceof CheckpointSigner.Answer.Signed ? null : stop(answer, head);
    }

    /** This key signed trees that go further, or there is no such tree: then none signed this. */
    private static boolean isKnown(TreeSize size, TreeHead last, StoredHead stored) {
        boolean isPassed = last.size().leaves() > 0 && size.compareTo(last.size()) <= 0;
        return isPassed || size.compareTo(stored.edge().size()) > 0;
    }

    private CheckpointSigner.Answer ask(TreeHead head) {
        TreeHead last = signer.last();
        ConsistencyProof proof =
                last.size().compareTo(head.size()) > 0
                        ? ConsistencyProof.EMPTY // refused anyway
                        : new MerkleTree(tables.withEdgeOfNow(), head.size())
                                .growthFrom(last.size());
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
