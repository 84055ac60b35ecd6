package dev.tabellion.projection.log;

import java.util.UUID;

/**
 * A node's time as the one that appends to the log. Over as soon as another node has begun one,
 * whether this one noticed or not: each of its transactions asks.
 *
 * @param epoch raised by whoever takes over
 */
record Tenure(UUID holder, long epoch) {}
