package dev.tabellion.collection;

import dev.tabellion.tuf.PublicKey;
import org.jspecify.annotations.Nullable;

/** Tells whose a key is. Answers never change once given: keys do not move. */
@FunctionalInterface
public interface KeyPlaces {
    /** Where the server keeps this key, by its material; null for a key that it never made. */
    @Nullable KeyPlace placeOf(PublicKey key);
}
