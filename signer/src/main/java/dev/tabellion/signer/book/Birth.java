package dev.tabellion.signer.book;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;

/**
 * That there is a key, and for which place.
 *
 * @param imported whether a ceremony was about to bring it
 */
public record Birth(KeyPlace place, ManagedKey key, boolean imported) {}
