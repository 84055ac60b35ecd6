package dev.tabellion.projection.log;

import org.jspecify.annotations.Nullable;

/**
 * A leaf whose event is gone, does not read, or is not what was logged: somebody changed its row,
 * or a newer program wrote it. Whoever follows the log stands before it until it reads: nothing is
 * passed over.
 */
final class UnreadLeaf extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final long leaf;

    UnreadLeaf(long leaf, @Nullable Throwable cause) {
        super(
                "leaf "
                        + leaf
                        + (cause == null
                                ? " has no event"
                                : " has an event that is not as it was logged, or does not read"),
                cause);
        this.leaf = leaf;
    }

    long leaf() {
        return leaf;
    }
}
