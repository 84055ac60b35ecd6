package dev.tabellion.detection;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Maps that nobody changes any more. */
final class Frozen {
    private static final Class<?> FROZEN =
            Collections.unmodifiableSortedMap(new TreeMap<>()).getClass();

    private Frozen() {}

    /** What was frozen once stays what it is: most of a dossier changes with no entry. */
    static <K, V> SortedMap<K, V> of(SortedMap<K, V> map) {
        return map.getClass().equals(FROZEN)
                ? map
                : Collections.unmodifiableSortedMap(new TreeMap<>(map));
    }
}
