package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A tree as the roots of its largest whole subtrees, left to right: all that its root and its
 * growth depend on. One hash for each one-bit of the size.
 */
public record RightEdge(TreeSize size, List<Hash> peaks) {
    public static final RightEdge EMPTY = new RightEdge(TreeSize.ZERO, List.of());

    public RightEdge {
        peaks = List.copyOf(peaks);
        if (peaks.size() != Long.bitCount(size.leaves())) {
            throw new IllegalArgumentException(
                    "an edge of " + peaks.size() + " hashes is none of a tree of " + size);
        }
    }

    /**
     * @param bytes the hashes one after the other, as {@link #bytes()} wrote them
     * @throws IllegalArgumentException if their number does not belong to {@code size}
     */
    public static RightEdge of(TreeSize size, Bytes bytes) {
        if (bytes.length() % Hash.LENGTH != 0) {
            throw new IllegalArgumentException(bytes.length() + " bytes are no whole hashes");
        }
        byte[] all = bytes.toArray();
        return new RightEdge(
                size,
                IntStream.range(0, all.length / Hash.LENGTH)
                        .mapToObj(each -> Hash.at(all, each * Hash.LENGTH))
                        .toList());
    }

    public Bytes bytes() {
        byte[] all = new byte[peaks.size() * Hash.LENGTH];
        for (int each = 0; each < peaks.size(); each++) {
            peaks.get(each).copyTo(all, each * Hash.LENGTH);
        }
        return Bytes.of(all);
    }

    public Hash root() {
        return rootOver(peaks, new Hasher());
    }

    public TreeHead head() {
        return new TreeHead(size, root());
    }

    /** The root over whole subtrees that get smaller to the right (RFC 6962 2.1). */
    static Hash rootOver(List<Hash> peaks, Hasher hasher) {
        return peaks.reversed().stream()
                .reduce((right, left) -> hasher.node(left, right))
                .orElse(Hash.EMPTY_TREE);
    }
}
