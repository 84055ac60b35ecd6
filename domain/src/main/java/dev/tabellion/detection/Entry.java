package dev.tabellion.detection;

import dev.tabellion.collection.LoggedEvent;
import java.time.Instant;

/**
 * An entry of the log as rules see it.
 *
 * @param leaf its index
 * @param at when it happened, by the clock of the node that appended it
 * @param view what it tells of
 */
public record Entry(long leaf, Instant at, View view, LoggedEvent event) {}
