package dev.tabellion.projection.forensics;

import java.time.Instant;

/**
 * That the signer missed a key.
 *
 * @param entry of its journal
 * @param from what no longer had it: {@code register} or {@code vault}
 */
public record KeyLoss(long entry, Instant at, String from) {}
