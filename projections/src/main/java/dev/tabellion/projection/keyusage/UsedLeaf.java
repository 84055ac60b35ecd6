package dev.tabellion.projection.keyusage;

import dev.tabellion.collection.LoggedEvent;
import java.time.Instant;

/**
 * A leaf as it is looked through for keys.
 *
 * @param stream a collection's name, for the events that matter here
 * @param sequence the event's place in it
 */
record UsedLeaf(long index, Instant at, String stream, long sequence, LoggedEvent event) {}
