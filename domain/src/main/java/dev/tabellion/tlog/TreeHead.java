package dev.tabellion.tlog;

/**
 * A size and the root that somebody claims for it. Never proof of anything: even the empty tree may
 * be claimed with a wrong root.
 */
public record TreeHead(TreeSize size, Hash root) {
    public static final TreeHead EMPTY = new TreeHead(TreeSize.ZERO, Hash.EMPTY_TREE);

    /** Whether this claims leaves or, without any, the one root that there is for none. */
    public boolean isPossible() {
        return !size.isZero() || root.equals(Hash.EMPTY_TREE);
    }
}
