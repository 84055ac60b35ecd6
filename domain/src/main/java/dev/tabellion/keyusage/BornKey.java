package dev.tabellion.keyusage;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key that the signer made.
 *
 * @param by who asked; null if the entry does not say
 */
public record BornKey(KeyId key, KeyPlace place, long entry, Instant at, @Nullable String by) {}
