package dev.tabellion.signer.witness;

import dev.tabellion.tlog.GrowthVerdict;
import dev.tabellion.tlog.NoteSignature;
import dev.tabellion.tlog.Origin;

/** What a witness says to a log, in the cases of C2SP tlog-witness, "add-checkpoint". */
public sealed interface WitnessAnswer {
    /** Remembered already when it is said. */
    record Cosigned(NoteSignature line) implements WitnessAnswer {}

    record UnknownLog(Origin origin) implements WitnessAnswer {}

    /**
     * No key that is known for this log signed the checkpoint, or one is said to have and did not.
     */
    record Unsigned(Origin origin) implements WitnessAnswer {}

    /** Signed by the log, and not to be cosigned: never {@link GrowthVerdict.Consistent}. */
    record NotGrown(GrowthVerdict verdict) implements WitnessAnswer {}

    /** Nothing is wrong with it; it came too soon after others. */
    record TooOften(Origin origin) implements WitnessAnswer {}
}
