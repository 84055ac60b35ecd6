package dev.tabellion.detection;

import java.time.Instant;

/**
 * When an entry of the log happened, by the clock of the node that appended it.
 *
 * @param leaf its index
 */
public record Moment(long leaf, Instant at) {}
