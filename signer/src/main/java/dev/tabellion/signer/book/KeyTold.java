package dev.tabellion.signer.book;

import org.jspecify.annotations.Nullable;

/**
 * What the whole journal tells of a key beside its own place. By the entries alone: columns beside
 * them, by which rows are found, are believed in nothing.
 *
 * @param elsewhere the first entry that tells of it at another place; null if none does
 * @param isAnyLost whether somebody went on over entries that are gone, or not as they were written
 */
public record KeyTold(@Nullable Long elsewhere, boolean isAnyLost) {}
