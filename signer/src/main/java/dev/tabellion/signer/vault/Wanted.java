package dev.tabellion.signer.vault;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;

/** A key that there should be, as it was born. */
public record Wanted(KeyPlace place, ManagedKey key) {
    /** Whether the register's row is of this key, and not of one that somebody made of it. */
    boolean isIn(RegisteredKey row) {
        return row.place().equals(place) && row.key().equals(key) && row.isOfItsMaterial();
    }
}
