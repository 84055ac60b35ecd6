package dev.tabellion.projection.audit;

import java.time.Instant;
import java.util.List;

/**
 * What a collection served at some time.
 *
 * @param leaf of the timestamp by which clients were led to it, or of the collection's deletion
 * @param at when that happened
 * @param documents in the order of their roles' names; none if it was deleted
 */
public record HistoricState(long leaf, Instant at, List<HistoricDocument> documents) {
    public HistoricState {
        documents = List.copyOf(documents);
    }
}
