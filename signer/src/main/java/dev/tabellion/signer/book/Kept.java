package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import org.jspecify.annotations.Nullable;

/** An entry of the journal, and the payload beside it. */
record Kept(JournalEntry entry, @Nullable Bytes payload) {}
