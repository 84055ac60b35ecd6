package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What could not be judged of an entry, and why.
 *
 * @param stumbled who threw and what, by the names of rules
 * @param gone documents of the record that are not there, or are none, and which of both
 */
public record Failure(
        Entry entry, SortedMap<String, String> stumbled, SortedMap<Sha256, String> gone) {
    public Failure {
        stumbled = Collections.unmodifiableSortedMap(new TreeMap<>(stumbled));
        gone = Collections.unmodifiableSortedMap(new TreeMap<>(gone));
    }
}
