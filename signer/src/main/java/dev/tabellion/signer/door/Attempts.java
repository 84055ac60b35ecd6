package dev.tabellion.signer.door;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.Peer;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Enters in the journal what was turned away at the door, before the desk saw it. May count floods
 * instead of entering each.
 */
@FunctionalInterface
public interface Attempts {
    /**
     * @param by null for one whom the signer does not know
     * @param rule the permanent name of the door's rule
     * @return its entry, durable; in a flood the last one before it was only counted
     * @throws SignerUnavailable if the journal cannot be written
     */
    @Nullable Long enter(@Nullable Peer by, String rule, SortedMap<String, String> facts);
}
