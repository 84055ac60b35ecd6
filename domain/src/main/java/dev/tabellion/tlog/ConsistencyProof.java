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
        long node = older.size().leaves() - 1;
        int whole = Long.numberOfTrailingZeros(~node);
        long last = (newer.size().leaves() - 1) >>> whole;
        node >>>= whole;
        // a whole older tree is itself the first node, and is not sent
        boolean isWhole = node == 0;
        Hash start = isWhole ? older.root() : path.getFirst();
        return climb(start, node, last, path.subList(isWhole ? 0 : 1, path.size()), older, newer);
    }

    private static boolean climb(
            Hash start, long first, long second, List<Hash> rest, TreeHead older, TreeHead newer) {
        var hasher = new Hasher();
        long node = first;
        long last = second;
        Hash old = start;
        Hash young = start;
        for (Hash sibling : rest) {
            if (last == 0) {
                return false;
            }
            if (InclusionProof.isRight(node) || node == last) {
                old = hasher.node(sibling, old);
                young = hasher.node(sibling, young);
                int lonely = InclusionProof.levelsToARight(node);
                node >>>= lonely;
                last >>>= lonely;
            } else {
                young = hasher.node(young, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        return last == 0 && old.equals(older.root()) && young.equals(newer.root());
    }
}
