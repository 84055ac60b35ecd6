package dev.tabellion.guilty.bytes;

import dev.tabellion.guilty.tuf.Above;

/** Uses a floor above its own. */
interface ReachesForTheFloorAbove {
    void reach(Above above);
}
