package dev.tabellion.collection;

import dev.tabellion.tuf.PublicKey;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Tells whose a key is. Answers never change once given: keys do not move. */
@FunctionalInterface
public interface KeyPlaces {
    /** Where the server keeps this key, by its material; null for a key that it never made. */
    @Nullable KeyPlace placeOf(PublicKey key);

    /** Says which keys will be asked for next, so that one far away can be asked once for all. */
    default void foresee(Collection<PublicKey> keys) {}
}
