package dev.tabellion.keyusage;

import org.jspecify.annotations.Nullable;

/**
 * A place where a journal is not the chain that it was, or should be.
 *
 * @param before what was read last before it
 * @param found the number of the entry that is there instead; null if nothing is, or no entry
 */
public record JournalBreak(JournalHead before, @Nullable Long found, String problem) {}
