package dev.tabellion.collection;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was fetched by whom within a while.
 *
 * @param uncounted fetches of each collection for which there was no room
 */
public record FetchRound(
        Instant since, Instant until, List<Counted> counts, Map<Gun, Long> uncounted) {
    /** So many times the same, by the same. */
    public record Counted(Fetch fetch, Publisher client, long fetches) {}

    public FetchRound {
        counts = List.copyOf(counts);
        uncounted = Map.copyOf(uncounted);
    }
}
