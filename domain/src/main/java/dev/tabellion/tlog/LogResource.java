package dev.tabellion.tlog;

import org.jspecify.annotations.Nullable;

/**
 * A file of the log that never changes: hashes or entries, 256 of them or, at the right edge, fewer
 * (C2SP tlog-tiles). Only its place, never its bytes.
 */
public sealed interface LogResource permits Tile, Bundle {
    /** How many hashes or entries make it full. */
    int FULL = 256;

    /** Which one of its row, from the left. */
    long index();

    /** How many hashes or entries it has: 1 to 256. */
    int width();

    /** The same place once it is full. */
    LogResource full();

    /** Where it is served, below the log's prefix, without a leading slash. */
    String path();

    /** Whether a tree of {@code size} has all that is in it. */
    boolean isWithin(TreeSize size);

    default boolean isFull() {
        return width() == FULL;
    }

    /**
     * @param path as it stands in the request, below the log's prefix: {@code tile/0/x001/000.p/17}
     * @return null for any but the one spelling of a place that a tree can have
     */
    static @Nullable LogResource parse(String path) {
        return ResourcePath.parse(path);
    }
}
