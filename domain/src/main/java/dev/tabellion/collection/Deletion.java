package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.tuf.Root;
import java.util.ArrayList;
import java.util.List;

/** The end of a collection's life: its keys retire, nothing is erased. */
final class Deletion {
    private Deletion() {}

    /** Idempotent: a name without a root has nothing to delete, and keeps its keys in waiting. */
    static Decision decide(TrustedCollection collection, Surroundings around) {
        Root root = Proposal.ofStored(collection, around).storedRoot();
        if (root == null) {
            return Trail.EMPTY.accepted();
        }
        List<CollectionEvent> events = new ArrayList<>();
        events.addAll(ManagedKeys.retireAll(collection, root, around));
        events.addAll(ManagedKeys.retireUnused(collection));
        events.add(new CollectionDeleted(collection.life()));
        return new Decision.Accepted(events, List.of(), null);
    }
}
