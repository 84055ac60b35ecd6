package dev.tabellion.signer.book;

import java.time.Instant;

/** How often a key signed, and when first and last. */
public record KeyUse(long count, Instant first, Instant last) {}
