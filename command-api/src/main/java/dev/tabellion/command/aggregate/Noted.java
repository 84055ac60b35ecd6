package dev.tabellion.command.aggregate;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Provenance;
import java.util.List;

/** Events of a refusal on the bus: nothing is left to decide about them. */
record Noted(Gun gun, List<CollectionEvent> events, Provenance provenance) {
    Noted {
        events = List.copyOf(events);
    }
}
