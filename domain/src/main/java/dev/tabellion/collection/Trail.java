package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.verify.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a command has come to so far, while signatures are being fetched for the rest.
 *
 * @param closing the events that come last, whatever is added before them
 */
record Trail(
        List<CollectionEvent> events, List<Document> documents, List<CollectionEvent> closing) {
    static final Trail EMPTY = new Trail(List.of(), List.of(), List.of());

    Trail {
        events = List.copyOf(events);
        documents = List.copyOf(documents);
        closing = List.copyOf(closing);
    }

    Trail with(List<CollectionEvent> more, Document document) {
        return new Trail(append(events, more), append(documents, List.of(document)), closing);
    }

    Decision accepted() {
        return new Decision.Accepted(append(events, closing), documents, null);
    }

    /**
     * Nothing is published, but signatures that were asked for and made stay told, and whose keys.
     */
    Decision refused(Rejection why, List<CollectionEvent> last) {
        Stream<CollectionEvent> signing =
                events.stream()
                        .filter(
                                event ->
                                        event instanceof ManagedKeyImported
                                                || event instanceof SigningRequested
                                                || event instanceof SignatureProduced);
        return new Decision.Refused(why, append(signing.toList(), last));
    }

    private static <T> List<T> append(List<? extends T> first, List<? extends T> second) {
        List<T> all = new ArrayList<>(first);
        all.addAll(second);
        return all;
    }
}
