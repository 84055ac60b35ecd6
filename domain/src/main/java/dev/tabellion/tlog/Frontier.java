package dev.tabellion.tlog;

import java.util.List;
import java.util.stream.IntStream;

/**
 * A right edge that grows leaf by leaf, in the room it was born with: one node is hashed for a
 * leaf, on the average, and nothing is allocated. Remembers no leaf; not for several threads.
 */
public final class Frontier {
    /** A size below 2^63 has at most 63 one-bits; one more place for the leaf that comes. */
    private static final int ROOM = 64 * Hash.LENGTH;

    private final Hasher hasher = new Hasher();
    private final byte[] peaks = new byte[ROOM];
    private long size;

    public Frontier(RightEdge edge) {
        size = edge.size().leaves();
        edge.bytes().copyTo(peaks, 0);
    }

    /**
     * @throws ArithmeticException past 2^63 - 1 leaves
     */
    public void append(Hash leaf) {
        long grown = Math.incrementExact(size);
        int last = Long.bitCount(size) * Hash.LENGTH;
        leaf.copyTo(peaks, last);
        for (long whole = size; (whole & 1) == 1; whole >>>= 1) {
            last -= Hash.LENGTH;
            hasher.join(peaks, last, last);
        }
        size = grown;
    }

    public TreeSize size() {
        return new TreeSize(size);
    }

    public RightEdge edge() {
        List<Hash> copies =
                IntStream.range(0, Long.bitCount(size))
                        .mapToObj(each -> Hash.at(peaks, each * Hash.LENGTH))
                        .toList();
        return new RightEdge(size(), copies);
    }

    public TreeHead head() {
        return edge().head();
    }
}
