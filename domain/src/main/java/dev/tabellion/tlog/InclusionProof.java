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
        Ascent at = Ascent.from(index, head.size());
        Hash root = leaf;
        for (Hash sibling : path) {
            if (at.isAtRoot()) {
                return false;
            }
            root = at.joinsLeft() ? hasher.node(sibling, root) : hasher.node(root, sibling);
            at = at.parent();
        }
        // without this a path that is too short proves the leaf at another index of another tree
        return at.isAtRoot() && root.equals(head.root());
    }
}
