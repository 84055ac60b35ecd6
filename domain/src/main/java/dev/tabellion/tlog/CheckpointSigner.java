package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The holder of a log's checkpoint key, who signs growth and nothing else. It remembers what it
 * signed last, durably and where no restored database can reach it, before the signature leaves: so
 * there are never two roots for a size, nor a smaller tree, whoever asks. Safe for concurrent use;
 * may be asked again for what it has signed.
 */
public interface CheckpointSigner {
    /** The answer to who asks for a signature. */
    sealed interface Answer {
        record Signed(NoteSignature signature) implements Answer {}

        /** Another tree was signed last, or this one does not continue it. */
        record NotGrown(GrowthVerdict verdict) implements Answer {}

        /** The text is no checkpoint of this log. */
        record NotOurs(String problem) implements Answer {}

        /** Nothing is signed, growth or not, until a person has seen to it. */
        record Halted(Halt halt) implements Answer {}
    }

    VerifierKey key();

    /** What was signed last; {@link TreeHead#EMPTY} if nothing was. */
    TreeHead last();

    /** Null while nothing is in the way of signing. */
    @Nullable Halt halted();

    /**
     * Signs nothing from now on, across restarts; durable when it returns. Another reason stands
     * beside the first, and outlives its end; the same is remembered once.
     */
    void halt(Halt halt);

    /**
     * As {@link #halt}, for what other nodes saw: each stands beside what halts already, so that
     * one ceremony shows and ends them all.
     */
    void hear(List<Halt> told);

    /** All ends of halts that are known where this key is, each holding on every node. */
    List<EndedHalt> ends();

    /**
     * Remembers for good that this halt was ended, if that is signed with this key, and signs again
     * if nothing else is in the way.
     */
    void resume(EndedHalt ended);

    /**
     * Throws if the disk or the token that it needs does not answer: nothing was signed then, and
     * it may be asked again.
     *
     * @param text of the checkpoint
     * @param old where {@code proof} begins: the size that was signed last
     */
    Answer sign(Bytes text, TreeSize old, ConsistencyProof proof);
}
