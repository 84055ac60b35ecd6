package dev.tabellion.detection;

import dev.tabellion.tuf.KeyId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Makes findings of clues. What a rule says again within an hour, of the same view and key, is
 * counted.
 */
final class Telling {
    static final String COUNT = "count of an hour";

    private record Said(RuleCard rule, Clue clue) {}

    private final Archive archive;
    private final Entry entry;
    private final List<Said> said = new ArrayList<>();
    private final Set<KeyId> dismissed = new HashSet<>();

    Telling(Archive archive, Entry entry) {
        this.archive = archive;
        this.entry = entry;
    }

    void add(DetectionRule rule, List<Clue> clues) {
        clues.forEach(clue -> said.add(new Said(rule.card(), clue)));
    }

    /** That the entry takes these keys away by the word of others. */
    void dismiss(Set<KeyId> keys) {
        dismissed.addAll(keys);
    }

    /** Once the entry's own dossier is put. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        Suspicion suspicion = said.isEmpty() ? null : Suspicion.of(entry, archive, dismissed);
        for (Said each : said) {
            View other = each.clue().view();
            if (!each.clue().hourly() || begins(each, other == null ? entry.view() : other)) {
                findings.add(
                        Finding.of(
                                each.rule(),
                                other == null ? entry.subject() : other.subject(),
                                entry.leaf(),
                                entry.at(),
                                suspicion == null
                                        ? each.clue()
                                        : suspicion.sharpened(each.rule(), each.clue())));
            }
        }
        return findings;
    }

    private boolean begins(Said each, View about) {
        Dossier before = Dossier.known(archive, about);
        String name = Tally.nameOf(each.rule().name(), each.clue().exhibits());
        SortedMap<String, Tally> tallies = new TreeMap<>(before.tallies());
        tallies.values().removeIf(old -> old.isOver(entry.at()) && !old.isFresh(entry.at()));
        Tally known = tallies.get(name);
        Tally going = known == null || known.isOver(entry.at()) ? null : known;
        Tally tally = going == null ? Tally.first(entry) : going.next(entry);
        tallies.put(name, tally);
        Dossier after = before.withTallies(tallies);
        archive.put(
                going == null ? after : after.withDeadlines(counting(after, each, name, tally)));
        return going == null;
    }

    /** By the entry that began it alone: the last one may be heard after the hour was told of. */
    private SortedMap<String, Deadline> counting(Dossier now, Said each, String name, Tally tally) {
        SortedMap<String, Deadline> deadlines = new TreeMap<>(now.deadlines());
        Clue clue =
                Clue.from(new Exhibit.Leaf(tally.leaf()))
                        .fact("count", tally.count())
                        .fact("since", tally.since())
                        .fact("until", entry.at())
                        .as(Severity.INFO);
        Exhibit.Key key = Tally.keyOf(each.clue().exhibits());
        deadlines.put(
                name + " " + COUNT + " " + tally.leaf(),
                new Deadline(
                        each.rule().name(),
                        COUNT,
                        tally.leaf(),
                        tally.until(),
                        key == null ? clue : clue.exhibit(key)));
        return deadlines;
    }
}
