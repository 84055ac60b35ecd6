package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;

/**
 * One entry as others read and verify it; {@code docs/signer-journal.md} says how.
 *
 * @param hash SHA-256 of {@code json}, which the next entry names as the one before it
 * @param json canonical bytes, never written in another way
 */
public record JournalEntry(long seq, Sha256 hash, Bytes json) {}
