package dev.tabellion.command.aggregate;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.command.Outcome;
import dev.tabellion.verify.Rejection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How one attempt at a command ended, if no other writer came between. */
sealed interface Attempt {
    /**
     * Events were committed; the nodes that serve, and the signer, have yet to hear of it.
     *
     * @param timestamp the timestamp among them, null if there is none
     */
    record Committed(Outcome outcome, @Nullable PublishedTimestamp timestamp) implements Attempt {}

    /** Answered without a change. */
    record Answered(Outcome outcome) implements Attempt {}

    /**
     * @param events what to record beyond the refusal itself
     * @param known whether the collection has a history
     */
    record TurnedDown(Rejection why, List<CollectionEvent> events, boolean known)
            implements Attempt {
        public TurnedDown {
            events = List.copyOf(events);
        }
    }
}
