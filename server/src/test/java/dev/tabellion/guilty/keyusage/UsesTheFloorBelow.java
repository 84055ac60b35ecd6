package dev.tabellion.guilty.keyusage;

import dev.tabellion.guilty.tuf.Above;

/** Innocent: it uses a floor below. */
interface UsesTheFloorBelow {
    void use(Above below);
}
