package dev.tabellion.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.Bundle;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.TileSource;
import dev.tabellion.tlog.TreeSize;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a record is read from: a database, a folder, somebody's server. Not trusted, and asked by
 * several threads at once. What it tells is of one moment, or of a log that only grows.
 */
public interface RecordSource {
    /** How many entries to ask for at once: whole bundles. */
    int AT_ONCE = 2048;

    /**
     * One for each index, in their order.
     *
     * @param first a multiple of 256
     */
    List<Entry> entries(LeafIndex first, int count);

    /** The same without their payloads, where those are had apart. */
    default List<Entry> leaves(LeafIndex first, int count) {
        return entries(first, count);
    }

    /**
     * Those of the documents that are there.
     *
     * @param naming the bundle whose entries name them, as wide as it was asked for: a source may
     *     have the short documents of neighbours together ({@link DocumentBundle}); null where each
     *     is to be found alone
     */
    Map<Sha256, Bytes> documents(Collection<Sha256> digests, @Nullable Bundle naming);

    /**
     * Whether {@link #commitments} can be asked: the clear text behind them is not for everyone.
     */
    boolean tellsActors();

    /** For those of the commitments whose row is there: what its salt and clear text come to. */
    Map<Sha256, Sha256> commitments(Collection<Sha256> actors);

    /**
     * The commitments whose redaction is told by events that the first {@code end} entries do not
     * have: in the queue, or later in the log.
     */
    Set<Sha256> forgottenBeyond(TreeSize end);

    TileSource tiles();
}
