package dev.tabellion.signing;

import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;

/** Asks for a key to be made for one place. */
public record NewKey(KeyPlace place, KeyAlgorithm algorithm) {}
