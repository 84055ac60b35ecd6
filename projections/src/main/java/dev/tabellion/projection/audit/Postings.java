package dev.tabellion.projection.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Which leaves have which terms, on the way into the index: one pair a row. For one thread. */
final class Postings {
    private final List<String> terms = new ArrayList<>();
    private final List<Long> leaves = new ArrayList<>();

    void add(Term term, long leaf) {
        terms.add(term.id().toString());
        leaves.add(leaf);
    }

    void add(Set<Term> all, long leaf) {
        all.forEach(term -> add(term, leaf));
    }

    String[] terms() {
        return terms.toArray(String[]::new);
    }

    Long[] leaves() {
        return leaves.toArray(Long[]::new);
    }
}
