package dev.tabellion.tlog;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Which resources appear when a tree grows. Partial ones of sizes in between, that no checkpoint
 * was made for, are not among them.
 */
public record Growth(TreeSize from, TreeSize to) {
    public Growth {
        if (from.compareTo(to) > 0) {
            throw new IllegalArgumentException("a tree does not grow from " + from + " to " + to);
        }
    }

    /** The new tiles, lowest level first, from the left. */
    public Stream<Tile> tiles() {
        return IntStream.rangeClosed(0, Tile.HIGHEST_IN_USE).boxed().flatMap(this::tilesAt);
    }

    public Stream<Bundle> bundles() {
        return tilesAt(0).map(tile -> new Bundle(tile.index(), tile.width()));
    }

    private Stream<Tile> tilesAt(int level) {
        long before = from.hashesAt(level);
        long after = to.hashesAt(level);
        if (before == after) {
            return Stream.empty();
        }
        return LongStream.rangeClosed(before / LogResource.FULL, (after - 1) / LogResource.FULL)
                .mapToObj(index -> Tile.in(to, level, index));
    }
}
