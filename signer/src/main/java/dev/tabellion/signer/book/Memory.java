package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;

/** What was remembered of a life before the entry. */
record Memory(JournalEntry entry, Bytes standing) {}
