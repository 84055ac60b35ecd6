package dev.tabellion.command.aggregate;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.command.Outcome;
import dev.tabellion.verify.Rejection;
import java.util.List;

/** How one attempt at a command ended, if no other writer came between. */
sealed interface Attempt {
    /** Events were committed; the nodes that serve have yet to hear of it. */
    record Committed(Outcome outcome) implements Attempt {}

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
