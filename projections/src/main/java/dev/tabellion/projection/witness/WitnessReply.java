package dev.tabellion.projection.witness;

import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.TreeSize;
import java.util.List;

/** What a witness answered, or that it did not (C2SP tlog-witness, "add-checkpoint"). */
sealed interface WitnessReply {
    /** Its own lines, each of them verified. */
    record Cosigned(List<NoteSignature> lines) implements WitnessReply {}

    /** It stands at another size than it was thought to: 409. */
    record Stands(TreeSize size) implements WitnessReply {}

    /** It does not believe that the log grew: 422. */
    record Denied() implements WitnessReply {}

    /** It said that it cosigned, and what it gave is no cosignature of its. */
    record Worthless() implements WitnessReply {}

    /** No answer, or one that says nothing of the log. */
    record Nothing(String why) implements WitnessReply {}
}
