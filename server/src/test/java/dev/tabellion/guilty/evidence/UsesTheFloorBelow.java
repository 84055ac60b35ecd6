package dev.tabellion.guilty.evidence;

import dev.tabellion.guilty.tuf.Above;

/** Innocent: it uses a floor below. */
interface UsesTheFloorBelow {
    void use(Above below);
}
