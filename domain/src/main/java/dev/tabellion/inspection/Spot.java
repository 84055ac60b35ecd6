package dev.tabellion.inspection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.tlog.LeafIndex;
import dev.tabellion.tlog.LogResource;
import dev.tabellion.tlog.TreeSize;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Where something is wrong: the names under which an operator finds the row or file. */
public record Spot(SortedMap<String, String> names) {
    public Spot {
        names = Collections.unmodifiableSortedMap(new TreeMap<>(names));
    }

    private static Spot of(String name, String value) {
        return new Spot(new TreeMap<>()).with(name, value);
    }

    public static Spot leaf(LeafIndex index) {
        return of("index", index.toString());
    }

    public static Spot collection(String name) {
        return of("collection", name);
    }

    public static Spot document(Sha256 digest) {
        return of("document", digest.hex());
    }

    public static Spot file(LogResource resource) {
        return of("file", resource.path());
    }

    public static Spot checkpoint(TreeSize size) {
        return of("checkpoint", size.toString());
    }

    /** A member of a file of evidence. */
    public static Spot member(String name) {
        return of("member", name);
    }

    /** A row of {@code event} by its number. */
    public static Spot row(long globalIndex) {
        return of("row", Long.toString(globalIndex));
    }

    public Spot with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(names);
        more.put(name, value);
        return new Spot(more);
    }

    @Override
    public String toString() {
        return names.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }
}
