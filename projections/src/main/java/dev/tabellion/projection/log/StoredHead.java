package dev.tabellion.projection.log;

import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.RightEdge;
import dev.tabellion.tlog.TreeHead;

/** How far the log goes by its database, which may be wrong about it, or a restored one. */
record StoredHead(RightEdge edge, Hash root) {
    TreeHead tree() {
        return new TreeHead(edge.size(), root);
    }
}
