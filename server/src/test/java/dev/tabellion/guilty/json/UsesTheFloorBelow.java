package dev.tabellion.guilty.json;

import dev.tabellion.guilty.tuf.Above;

/** Innocent: it uses a floor below. */
interface UsesTheFloorBelow {
    void use(Above below);
}
