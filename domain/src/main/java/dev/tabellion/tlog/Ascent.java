package dev.tabellion.tlog;

/**
 * The way from a node up to the root, as both proofs walk it: {@code fn} and {@code sn} of RFC 9162
 * 2.1.3.2. Knows where nodes stand, never their hashes.
 *
 * @param node where this node stands in its level, from the left
 * @param last where the level's last one stands
 */
record Ascent(long node, long last) {

    /** From a leaf of a tree that has it. */
    static Ascent from(LeafIndex leaf, TreeSize size) {
        return new Ascent(leaf.position(), size.leaves() - 1);
    }

    /** From the smallest of the older tree's largest whole subtrees (RFC 9162 2.1.4.2, step 4). */
    static Ascent between(TreeSize older, TreeSize newer) {
        int height = Long.numberOfTrailingZeros(older.leaves());
        return new Ascent((older.leaves() - 1) >>> height, (newer.leaves() - 1) >>> height);
    }

    boolean isAtRoot() {
        return last == 0;
    }

    /**
     * Whether it is joined with what stands left of it, at this level or after being carried up.
     */
    boolean joinsLeft() {
        return isRight() || node == last;
    }

    Ascent parent() {
        int carried = node == last && node != 0 ? Long.numberOfTrailingZeros(node) : 0;
        return new Ascent(node >>> carried >>> 1, last >>> carried >>> 1);
    }

    private boolean isRight() {
        return (node & 1) == 1;
    }
}
