package dev.tabellion.tlog;

import java.util.List;

/**
 * The nodes that lead to an older and to a newer root at once (RFC 6962 2.1.2). Says neither which
 * trees nor that either was ever published.
 */
public record ConsistencyProof(List<Hash> path) {
    /** From the tree without leaves to any, and from any tree to itself. */
    public static final ConsistencyProof EMPTY = new ConsistencyProof(List.of());

    public ConsistencyProof {
        path = List.copyOf(path);
    }

    /**
     * Whether the first leaves of {@code newer} are those of {@code older} (RFC 9162 2.1.4.2, which
     * leaves out trees of equal sizes and the empty one: those want no proof, and get none).
     */
    public boolean connects(TreeHead older, TreeHead newer) {
        if (!older.isPossible() || !newer.isPossible()) {
            return false;
        }
        int growth = newer.size().compareTo(older.size());
        if (growth == 0) {
            return path.isEmpty() && older.root().equals(newer.root());
        }
        if (older.size().isZero()) {
            return path.isEmpty();
        }
        return growth > 0 && leadsToBoth(older, newer);
    }

    private boolean leadsToBoth(TreeHead older, TreeHead newer) {
        if (path.isEmpty()) {
            return false;
        }
        var hasher = new Hasher();
        Ascent at = Ascent.between(older.size(), newer.size());
        // an older tree that is whole is itself the first node, and is not sent
        boolean isWhole = at.node() == 0;
        Hash old = isWhole ? older.root() : path.getFirst();
        Hash young = old;
        for (Hash sibling : path.subList(isWhole ? 0 : 1, path.size())) {
            if (at.isAtRoot()) {
                return false;
            }
            if (at.joinsLeft()) {
                old = hasher.node(sibling, old);
                young = hasher.node(sibling, young);
            } else {
                young = hasher.node(young, sibling);
            }
            at = at.parent();
        }
        return at.isAtRoot() && old.equals(older.root()) && young.equals(newer.root());
    }
}
