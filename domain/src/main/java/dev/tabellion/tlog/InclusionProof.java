package dev.tabellion.tlog;

import java.util.List;

/**
 * The siblings on the way from a leaf to the root, the leaf's own first (RFC 6962 2.1.1). Says
 * neither which leaf nor which tree: a proof is one for what it is held against.
 */
public record InclusionProof(List<Hash> path) {
    public InclusionProof {
        path = List.copyOf(path);
    }

    /** Whether the tree of {@code head} has {@code leaf} at {@code index} (RFC 9162 2.1.3.2). */
    public boolean proves(Hash leaf, LeafIndex index, TreeHead head) {
        if (!head.size().contains(index)) {
            return false;
        }
        var hasher = new Hasher();
        long node = index.position();
        long last = head.size().leaves() - 1;
        Hash root = leaf;
        for (Hash sibling : path) {
            if (last == 0) {
                return false;
            }
            if (isRight(node) || node == last) {
                root = hasher.node(sibling, root);
                int lonely = levelsToARight(node);
                node >>>= lonely;
                last >>>= lonely;
            } else {
                root = hasher.node(root, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        // without this a path that is too short proves the leaf at another index of another tree
        return last == 0 && root.equals(head.root());
    }

    /** Whether the node is its parent's right child. */
    static boolean isRight(long node) {
        return (node & 1) == 1;
    }

    /**
     * How many levels a last node without sibling is carried up until it is a right child, or the
     * root: none if it is one already.
     */
    static int levelsToARight(long node) {
        return node == 0 ? 0 : Long.numberOfTrailingZeros(node);
    }
}
