package dev.tabellion.signing;

import dev.tabellion.collection.KeyPlace;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one of the keys that were asked about.
 *
 * @param place null for a key never made here
 */
public record FoundPlace(@Nullable KeyPlace place) {}
