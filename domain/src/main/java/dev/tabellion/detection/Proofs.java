package dev.tabellion.detection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Which tests make a rule speak and which keep it quiet, as the build keeps it beside the rules.
 * Never edited by hand: a test compares it with what the tests themselves are marked with.
 */
public final class Proofs {
    private static final String RESOURCE = "proofs.txt";
    private static final Proofs NONE = new Proofs(new TreeMap<>());

    /** Names of tests, such as {@code TimeRulesTest#a_deletion_is_told}. */
    public record OfRule(List<String> speaks, List<String> quiet) {
        public OfRule {
            speaks = speaks.stream().sorted().toList();
            quiet = quiet.stream().sorted().toList();
        }

        /** Whether there is one of each. */
        public boolean isWhole() {
            return !speaks.isEmpty() && !quiet.isEmpty();
        }
    }

    private final SortedMap<String, OfRule> rules;

    public Proofs(Map<String, OfRule> rules) {
        this.rules = Collections.unmodifiableSortedMap(new TreeMap<>(rules));
    }

    /** Those of this build. */
    public static Proofs read() {
        try (InputStream in = Proofs.class.getResourceAsStream(RESOURCE)) {
            return in == null
                    ? NONE
                    : of(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + RESOURCE, e);
        }
    }

    private static Proofs of(List<String> lines) {
        SortedMap<String, OfRule> rules = new TreeMap<>();
        for (String line : lines) {
            int verb = line.indexOf(' ');
            int test = line.indexOf(' ', verb + 1);
            List<String> one = List.of(line.substring(test + 1));
            OfRule added =
                    line.substring(verb + 1, test).equals("speaks")
                            ? new OfRule(one, List.of())
                            : new OfRule(List.of(), one);
            rules.merge(line.substring(0, verb), added, Proofs::joined);
        }
        return new Proofs(rules);
    }

    private static OfRule joined(OfRule one, OfRule other) {
        return new OfRule(joined(one.speaks(), other.speaks()), joined(one.quiet(), other.quiet()));
    }

    private static List<String> joined(List<String> one, List<String> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    public OfRule of(RuleName rule) {
        return rules.getOrDefault(rule.text(), new OfRule(List.of(), List.of()));
    }

    /** As it is kept: a line a test. */
    public List<String> lines() {
        return rules.entrySet().stream()
                .flatMap(
                        rule ->
                                Stream.concat(
                                        rule.getValue().speaks().stream()
                                                .map(test -> rule.getKey() + " speaks " + test),
                                        rule.getValue().quiet().stream()
                                                .map(test -> rule.getKey() + " quiet " + test)))
                .toList();
    }
}
