package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the signer refused, the first of its kind in an hour of the clock.
 *
 * @param place null if the request did not say
 * @param rule the signer's own
 * @param superseded when the record published what took the place of the base that the request
 *     named; null if it names none, or one that the record does not know, or the newest
 */
public record Refusal(
        long entry,
        Instant at,
        @Nullable String by,
        @Nullable KeyPlace place,
        @Nullable Sha256 payload,
        String rule,
        SortedMap<String, String> facts,
        long suppressed,
        @Nullable Instant superseded) {
    public Refusal {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
}
