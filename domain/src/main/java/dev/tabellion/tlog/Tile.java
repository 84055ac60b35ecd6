package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * Where 256 neighbouring hashes of one level stand, or fewer at the right edge: at level 0 those of
 * leaves, above it the roots of full tiles one level down (C2SP tlog-tiles, "Merkle Tree").
 */
public record Tile(int level, long index, int width) implements LogResource {
    /** How many levels of the Merkle tree one level of tiles spans. */
    public static final int HEIGHT = 8;

    private static final int HIGHEST = 63;

    /** The highest level that a tree below 2^63 leaves has. */
    public static final int HIGHEST_IN_USE = 7;

    private static final long MOST = Long.MAX_VALUE / FULL;

    public Tile {
        if (!isPossible(level, index, width)) {
            throw new IllegalArgumentException(
                    "no tile " + index + " of width " + width + " at level " + level);
        }
    }

    /** The tile as wide as it is in a tree of {@code size}, which reaches into it. */
    static Tile in(TreeSize size, int level, long index) {
        return new Tile(level, index, (int) Math.min(FULL, size.hashesAt(level) - index * FULL));
    }

    static boolean isPossible(int level, long index, int width) {
        return level >= 0
                && level <= HIGHEST
                && index >= 0
                && index <= MOST
                && width >= 1
                && width <= FULL;
    }

    @Override
    public Tile full() {
        return isFull() ? this : new Tile(level, index, FULL);
    }

    /** Its hashes, out of those of a wider tile in its place; null if there are too few. */
    public @Nullable Bytes prefixOf(Bytes wider) {
        int length = width * Hash.LENGTH;
        return wider.length() < length ? null : wider.slice(0, length);
    }

    @Override
    public String path() {
        return ResourcePath.of(Integer.toString(level), this);
    }

    @Override
    public boolean isWithin(TreeSize size) {
        return index * FULL <= size.hashesAt(level) - width;
    }
}
