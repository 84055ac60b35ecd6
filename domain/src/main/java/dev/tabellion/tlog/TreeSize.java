package dev.tabellion.tlog;

/** How many leaves a tree has: from 0 to 2^63 - 1, though the formats would allow twice that. */
public record TreeSize(long leaves) implements Comparable<TreeSize> {
    public static final TreeSize ZERO = new TreeSize(0);

    public TreeSize {
        if (leaves < 0) {
            throw new IllegalArgumentException("a tree has no " + leaves + " leaves");
        }
    }

    public boolean isZero() {
        return leaves == 0;
    }

    public boolean contains(LeafIndex index) {
        return index.position() < leaves;
    }

    /**
     * @throws ArithmeticException past 2^63 - 1
     */
    public TreeSize plus(long more) {
        return new TreeSize(Math.addExact(leaves, more));
    }

    /** How many whole subtrees of {@code 256^level} leaves it holds: the hashes at that level. */
    long hashesAt(int level) {
        int height = Tile.HEIGHT * level;
        return height < Long.SIZE ? leaves >>> height : 0;
    }

    @Override
    public int compareTo(TreeSize other) {
        return Long.compare(leaves, other.leaves);
    }

    @Override
    public String toString() {
        return Long.toString(leaves);
    }
}
