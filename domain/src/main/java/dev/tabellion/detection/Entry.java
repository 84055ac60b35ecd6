package dev.tabellion.detection;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LoggedEvent;
import dev.tabellion.collection.WatchEvent;
import java.time.Instant;

/**
 * An entry of the log as rules see it.
 *
 * @param leaf its index
 * @param at when it happened, by the clock of the node that appended it
 * @param view what it tells of
 */
public record Entry(long leaf, Instant at, View view, LoggedEvent event) {
    /** What it is about: for what was seen of a collection of ours, the collection. */
    public Subject subject() {
        Gun ours = event instanceof WatchEvent seen ? seen.collection() : null;
        return ours == null ? view.subject() : new View.OfRecord(ours).subject();
    }
}
