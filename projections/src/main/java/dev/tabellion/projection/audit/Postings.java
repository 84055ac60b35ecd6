package dev.tabellion.projection.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which leaves have which terms, on the way into the index: a set of each chunk. For one thread.
 */
final class Postings {
    private final Map<Place, LeafSet> sets = new LinkedHashMap<>();

    private record Place(Term term, int chunk) {}

    void add(Set<Term> all, long leaf) {
        int chunk = Math.toIntExact(leaf / LeafSet.CHUNK);
        for (Term term : all) {
            sets.computeIfAbsent(new Place(term, chunk), _ -> LeafSet.empty())
                    .add((int) (leaf % LeafSet.CHUNK));
        }
    }

    String[] terms() {
        return sets.keySet().stream()
                .map(place -> place.term().id().toString())
                .toArray(String[]::new);
    }

    Integer[] chunks() {
        return sets.keySet().stream().map(Place::chunk).toArray(Integer[]::new);
    }

    byte[][] leaves() {
        List<byte[]> stored = new ArrayList<>();
        sets.values().forEach(set -> stored.add(set.stored()));
        return stored.toArray(byte[][]::new);
    }
}
