package dev.tabellion.guilty.api;

import dev.tabellion.guilty.collection.HouseEvent;

/** Innocent: it uses a floor below. */
interface UsesTheFloorBelow {
    void use(HouseEvent below);
}
