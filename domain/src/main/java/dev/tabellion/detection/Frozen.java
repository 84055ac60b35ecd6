package dev.tabellion.detection;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps that nobody writes to any more. What is frozen stays what it is, and is not copied. */
final class Frozen {
    private static final Class<?> FROZEN = owning(new TreeMap<>()).getClass();

    private Frozen() {}

    static <K, V> SortedMap<K, V> of(SortedMap<K, V> map) {
        return map.getClass().equals(FROZEN) ? map : owning(new TreeMap<>(map));
    }

    /** Takes over {@code map}, which its giver no longer writes to. */
    static <K, V> SortedMap<K, V> owning(SortedMap<K, V> map) {
        return Collections.unmodifiableSortedMap(map);
    }
}
