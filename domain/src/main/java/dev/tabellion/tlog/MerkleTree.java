package dev.tabellion.tlog;

import java.util.ArrayList;
import java.util.List;

/**
 * A tree of some size, read from its tiles: makes its root and the proofs about it (RFC 6962 2.1).
 * Never believes that the tiles are right: hold the root against a signed one.
 */
public record MerkleTree(TileSource source, TreeSize size) {

    public Hash root() {
        return edge().root();
    }

    public RightEdge edge() {
        return new RightEdge(size, peaks(reader(), 0, size.leaves()));
    }

    /**
     * @throws IllegalArgumentException if the tree does not reach to {@code index}
     */
    public Hash leaf(LeafIndex index) {
        refuseBeyond(index);
        return reader().node(0, index.position());
    }

    /**
     * RFC 6962 2.1.1.
     *
     * @throws IllegalArgumentException if the tree does not reach to {@code index}
     */
    public InclusionProof inclusionOf(LeafIndex index) {
        refuseBeyond(index);
        return new InclusionProof(siblings(index.position(), index.position() + 1).reversed());
    }

    /**
     * RFC 6962 2.1.2; empty if {@code older} is, or if nothing has grown.
     *
     * @throws IllegalArgumentException if {@code older} is larger than this tree
     */
    public ConsistencyProof growthFrom(TreeSize older) {
        if (older.compareTo(size) > 0) {
            throw new IllegalArgumentException("a tree of " + size + " never had " + older);
        }
        if (older.isZero() || older.equals(size)) {
            return ConsistencyProof.EMPTY;
        }
        // the last whole subtree of the older tree; if that is all of it, its root needs no telling
        long last = Long.lowestOneBit(older.leaves());
        List<Hash> path = siblings(older.leaves() - last, older.leaves());
        if (last != older.leaves()) {
            path.add(reader().node(Long.numberOfTrailingZeros(last), (older.leaves() - 1) / last));
        }
        return new ConsistencyProof(path.reversed());
    }

    /**
     * What hangs beside the way from the root down to the leaves from {@code from} to {@code to}.
     */
    private List<Hash> siblings(long from, long to) {
        TileReader reader = reader();
        List<Hash> siblings = new ArrayList<>();
        long low = 0;
        long high = size.leaves();
        while (low < from || high > to) {
            long middle = low + Long.highestOneBit(high - low - 1);
            if (to <= middle) {
                siblings.add(rootOf(reader, middle, high));
                high = middle;
            } else {
                siblings.add(rootOf(reader, low, middle));
                low = middle;
            }
        }
        return siblings;
    }

    private static Hash rootOf(TileReader reader, long low, long high) {
        return RightEdge.rootOver(peaks(reader, low, high), reader.hasher());
    }

    /** The largest whole subtrees from {@code low} to {@code high}, where a subtree begins. */
    private static List<Hash> peaks(TileReader reader, long low, long high) {
        List<Hash> peaks = new ArrayList<>();
        for (long at = low; at < high; ) {
            long width = Long.highestOneBit(high - at);
            int height = Long.numberOfTrailingZeros(width);
            peaks.add(reader.node(height, at >>> height));
            at += width;
        }
        return peaks;
    }

    private TileReader reader() {
        return new TileReader(source, size);
    }

    private void refuseBeyond(LeafIndex index) {
        if (!size.contains(index)) {
            throw new IllegalArgumentException("a tree of " + size + " has no leaf " + index);
        }
    }
}
