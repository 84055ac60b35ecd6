package dev.tabellion.collection;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;

/** The public half of a key that the server keeps. */
public record ManagedKey(KeyId id, PublicKey key) {
    public ManagedKey {
        if (key.scheme() != null) {
            throw new IllegalArgumentException(
                    "the events of managed keys have no room for a scheme yet: " + key.scheme());
        }
    }
}
