package dev.tabellion.collection;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** The signer makes no key for a place, by a rule of its own; its journal has it. */
public final class KeyRefused extends SignerUnavailable {
    private static final long serialVersionUID = 1;

    private final String rule;
    private final transient SortedMap<String, String> facts;

    public KeyRefused(KeyPlace place, String rule, SortedMap<String, String> facts) {
        super("the signer makes no key for %s: %s %s".formatted(place, rule, facts));
        this.rule = rule;
        this.facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
    }

    public String rule() {
        return rule;
    }

    public SortedMap<String, String> facts() {
        return facts;
    }
}
