package dev.tabellion.projection.forensics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who fetched what the key signed, as far as fetches were counted.
 *
 * @param first when fetches were counted first, null if they never were
 * @param last when they were counted last
 * @param uncounted fetches of these collections since, that there was no room for
 * @param isWhole false if there is more than was looked at, or was not counted
 */
public record Fetched(
        @Nullable Instant first,
        @Nullable Instant last,
        List<FetchedBy> by,
        long uncounted,
        boolean isWhole) {
    static final Fetched NEVER_COUNTED = new Fetched(null, null, List.of(), 0, true);

    public Fetched {
        by = List.copyOf(by);
    }

    /** For whoever is not to be told who people are. */
    Fetched anonymous() {
        return new Fetched(
                first, last, by.stream().map(FetchedBy::anonymous).toList(), uncounted, isWhole);
    }
}
