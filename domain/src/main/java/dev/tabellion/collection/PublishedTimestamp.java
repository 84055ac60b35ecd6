package dev.tabellion.collection;

import dev.tabellion.bytes.Sha256;

/** A timestamp file, and with it all that it vouches for, that was or may have been published. */
public record PublishedTimestamp(Gun gun, int life, Sha256 digest) {}
