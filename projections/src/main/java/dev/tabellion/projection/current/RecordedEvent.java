package dev.tabellion.projection.current;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Gun;
import java.time.Instant;
import java.util.UUID;

/** An event that has its row in the event table, at least in the transaction at hand. */
record RecordedEvent(UUID id, Gun gun, Instant at, CollectionEvent event) {}
