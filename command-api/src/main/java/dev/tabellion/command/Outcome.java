package dev.tabellion.command;

import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.verify.Rejection;
import java.util.List;

/** What became of a command. What a broken machine did to it is an exception instead. */
public sealed interface Outcome {
    /** It happened, durably, and every live node serves it; no events where nothing was due. */
    record Done(List<CollectionEvent> events) implements Outcome {
        public Done {
            events = List.copyOf(events);
        }
    }

    /** The key that was asked for. */
    record KeyReady(ManagedKey key) implements Outcome {}

    /** Nothing happened, but perhaps the record of the refusal. */
    record Refused(Rejection why) implements Outcome {}

    /** The publisher had too many keys made lately; nothing happened. */
    record TooManyKeys() implements Outcome {}
}
