package dev.tabellion.collection;

import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;

/** What is wrong with another server's history of a collection, with its numbers. */
public sealed interface HistoryFault {
    Weight weight();

    /** How far a fault reaches. */
    enum Weight {
        /** What is served now, or the chain of roots, cannot be vouched for. */
        BLOCKS,
        /** Something was wrong once and has been replaced since. */
        PAST
    }

    /** What the timestamp of this version leads to would not be accepted. */
    record NotAcceptable(Weight weight, Version timestamp, Rejection why) implements HistoryFault {}

    /** No timestamp leads to this document, though it is stored. */
    record Unreached(Weight weight, RoleName role, Version version) implements HistoryFault {}

    /** It cannot be read, and no timestamp leads to it: it stays behind. */
    record LeftBehind(Weight weight, RoleName role, Version version, String problem)
            implements HistoryFault {}
}
