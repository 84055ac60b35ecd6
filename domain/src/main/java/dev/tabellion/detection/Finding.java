package dev.tabellion.detection;

import dev.tabellion.tuf.KeyId;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a rule found: an opinion, made anew from the same facts whenever the log is read again.
 *
 * @param leaf the entry of the log that made the rule speak; for something that did not happen in
 *     time, the one that made it wait
 * @param at when that was, by the record's clock; for something awaited, when its time was up
 * @param facts its numbers, by name; the words are chosen where somebody reads them
 */
public record Finding(
        FindingId id,
        RuleName rule,
        Severity severity,
        Subject subject,
        long leaf,
        Instant at,
        SortedMap<String, String> facts,
        List<Exhibit> exhibits) {
    static final String COMPROMISED = "compromised";

    public Finding {
        facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
        exhibits = List.copyOf(exhibits);
    }

    /** What this clue of this rule's amounts to. */
    public static Finding of(RuleCard rule, Subject subject, long leaf, Instant at, Clue clue) {
        return of(
                FindingId.of(rule.name(), subject, clue.exhibits()), rule, subject, leaf, at, clue);
    }

    /** How often the rule spoke in an hour. */
    static Finding ofCount(RuleCard rule, Subject subject, long leaf, Instant at, Clue clue) {
        FindingId id = FindingId.ofCount(rule.name(), subject, clue.exhibits());
        return of(id, rule, subject, leaf, at, clue);
    }

    private static Finding of(
            FindingId id, RuleCard rule, Subject subject, long leaf, Instant at, Clue clue) {
        return new Finding(
                id,
                rule.name(),
                clue.severity() == null ? rule.severity() : clue.severity(),
                subject,
                leaf,
                at,
                clue.facts(),
                clue.exhibits());
    }

    /** The same, graver: a key that was declared compromised has a part in it. */
    public Finding suspecting(KeyId key) {
        SortedMap<String, String> more = new TreeMap<>(facts);
        more.put(COMPROMISED, key.value());
        return new Finding(id, rule, severity.sharpened(), subject, leaf, at, more, exhibits);
    }

    /** The same, of another weight: it keeps its name. */
    Finding as(Severity other) {
        return new Finding(id, rule, other, subject, leaf, at, facts, exhibits);
    }
}
