package dev.tabellion.keyusage;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;

/**
 * A key that the signer missed.
 *
 * @param from what no longer has it: {@code register} or {@code vault}
 * @param trusted whether a root named it for its place then, or nobody knows yet
 */
public record MissingKey(
        KeyId key, KeyPlace place, long entry, Instant at, String from, boolean trusted) {}
