package dev.tabellion.signing;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the door says to a request that it does not take in.
 *
 * @param rule the permanent name of the rule, such as {@code malformed-request}
 * @param facts its numbers, by name
 * @param journalEntry the entry of the signer's journal that tells of it; null for none
 */
public record TurnedAway(
        String rule, SortedMap<String, String> facts, @Nullable Long journalEntry) {
    public TurnedAway {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }
}
