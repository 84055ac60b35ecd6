package dev.tabellion.projection.forensics;

import dev.tabellion.collection.KeyPlace;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Where a managed key came from, by the signer's journal.
 *
 * @param by by whose order; null if the entry does not say
 * @param imported whether a ceremony brought it, rather than a vault made it
 */
public record KeyBirth(
        KeyPlace place, long entry, Instant at, @Nullable String by, boolean imported) {}
