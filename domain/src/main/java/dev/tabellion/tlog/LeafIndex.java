package dev.tabellion.tlog;

/** The place of a leaf in its log: the first has 0, and none is ever left out. */
public record LeafIndex(long position) implements Comparable<LeafIndex> {
    public LeafIndex {
        if (position < 0) {
            throw new IllegalArgumentException("leaves count from 0, not " + position);
        }
    }

    @Override
    public int compareTo(LeafIndex other) {
        return Long.compare(position, other.position);
    }

    @Override
    public String toString() {
        return Long.toString(position);
    }
}
