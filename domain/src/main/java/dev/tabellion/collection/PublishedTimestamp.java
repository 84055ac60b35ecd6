package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;

/** A timestamp file, and with it all that it vouches for, that was or may have been published. */
public record PublishedTimestamp(Gun gun, int life, Sha256 digest) {
    public PublishedTimestamp {
        if (life < 1) {
            throw new IllegalArgumentException("lives are counted from 1, not " + life);
        }
    }
}
