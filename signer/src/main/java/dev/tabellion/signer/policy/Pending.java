package dev.tabellion.signer.policy;

import java.time.Instant;

/** A position that was signed on what is settled, and that may or may not have been published. */
public record Pending(Position position, long entry, Instant at) {}
