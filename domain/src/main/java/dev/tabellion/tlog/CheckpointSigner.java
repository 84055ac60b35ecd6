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
     * Signs nothing from now on, across restarts; durable when it returns. The first reason stands:
     * a later one changes nothing.
     */
    void halt(Halt halt);

    /** All that people ever decided where this key is, each ending one halt on every node. */
    List<SignedResumption> resumptions();

    /**
     * Signs again, if what is in the way is what this decision is about, and the decision is signed
     * with this key. Else changes nothing.
     */
    void resume(SignedResumption decision);

    /**
     * @param text of the checkpoint
     * @param old where {@code proof} begins: the size that was signed last
     */
    Answer sign(Bytes text, TreeSize old, ConsistencyProof proof);
}
