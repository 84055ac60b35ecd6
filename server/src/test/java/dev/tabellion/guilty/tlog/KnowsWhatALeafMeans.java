package dev.tabellion.guilty.tlog;

import dev.tabellion.guilty.tuf.Above;

/** Uses a floor that its own does not stand on. */
interface KnowsWhatALeafMeans {
    void know(Above above);
}
