package dev.tabellion.projection.forensics;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How a key was used.
 *
 * @param byOrderOf how many signatures, by who asked; of a publisher's key nobody is named
 * @param unpublished how many were never published
 */
public record KeyWork(
        long count,
        @Nullable Instant first,
        @Nullable Instant last,
        SortedMap<String, Long> byOrderOf,
        long unpublished) {
    public KeyWork {
        byOrderOf = Collections.unmodifiableSortedMap(new TreeMap<>(byOrderOf));
    }
}
