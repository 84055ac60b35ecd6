package dev.tabellion.detection;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That a key was, or may have been, in other hands.
 *
 * @param leaf the entry that declares it
 * @param from since when; null if nobody knows
 */
public record Compromised(long leaf, @Nullable Instant from) {}
