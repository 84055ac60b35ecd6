package dev.tabellion.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * Where the entries of 256 neighbouring leaves stand, or of fewer at the right edge: those whose
 * hashes are in the tile of level 0 with the same index (C2SP tlog-tiles, "Log entries").
 */
public record Bundle(long index, int width) implements LogResource {
    public Bundle {
        if (!isPossible(index, width)) {
            throw new IllegalArgumentException("no bundle " + index + " of width " + width);
        }
    }

    /**
     * Those that some neighbouring leaves stand in, from the left.
     *
     * @param first a multiple of 256
     */
    public static List<Bundle> of(LeafIndex first, int count) {
        List<Bundle> bundles = new ArrayList<>();
        for (int done = 0; done < count; done += FULL) {
            long index = (first.position() + done) / FULL;
            bundles.add(new Bundle(index, Math.min(FULL, count - done)));
        }
        return bundles;
    }

    static boolean isPossible(long index, int width) {
        return Tile.isPossible(0, index, width);
    }

    /** The tile with the hashes of these entries. */
    public Tile tile() {
        return new Tile(0, index, width);
    }

    /** The index of its first leaf. */
    public LeafIndex first() {
        return new LeafIndex(index * FULL);
    }

    @Override
    public Bundle full() {
        return isFull() ? this : new Bundle(index, FULL);
    }

    @Override
    public String path() {
        return ResourcePath.of("entries", this);
    }

    @Override
    public boolean isWithin(TreeSize size) {
        return tile().isWithin(size);
    }
}
