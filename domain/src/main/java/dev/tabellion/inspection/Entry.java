package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tlog.LeafIndex;
import org.jspecify.annotations.Nullable;

/**
 * What a source holds for one index of the log; null where it has nothing.
 *
 * @param row the event's other columns, where the source is the database itself
 */
public record Entry(
        LeafIndex index, @Nullable Bytes leaf, @Nullable Bytes payload, @Nullable EventRow row) {

    /** Nothing of it is there. */
    public static Entry missing(LeafIndex index) {
        return new Entry(index, null, null, null);
    }
}
