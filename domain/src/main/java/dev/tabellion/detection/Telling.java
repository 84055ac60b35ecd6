package dev.tabellion.detection;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes findings of clues. What a rule says of the same view again within an hour is counted. */
final class Telling {
    private static final String COUNT = "count of an hour";

    private record Said(RuleCard rule, Clue clue) {}

    private final Archive archive;
    private final Entry entry;
    private final List<Said> said = new ArrayList<>();

    Telling(Archive archive, Entry entry) {
        this.archive = archive;
        this.entry = entry;
    }

    void add(DetectionRule rule, List<Clue> clues) {
        clues.forEach(clue -> said.add(new Said(rule.card(), clue)));
    }

    /** Once the entry's own dossier is put. */
    List<Finding> findings() {
        List<Finding> findings = new ArrayList<>();
        for (Said each : said) {
            View other = each.clue().view();
            if (!each.clue().hourly() || begins(each, other == null ? entry.view() : other)) {
                findings.add(
                        Finding.of(
                                each.rule(),
                                other == null ? entry.subject() : other.subject(),
                                entry.leaf(),
                                entry.at(),
                                each.clue()));
            }
        }
        return findings;
    }

    private boolean begins(Said each, View about) {
        Dossier before = Dossier.known(archive, about);
        RuleName rule = each.rule().name();
        SortedMap<String, Tally> tallies = new TreeMap<>(before.tallies());
        tallies.values().removeIf(tally -> tally.isOver(entry.at()));
        boolean first = !tallies.containsKey(rule.text());
        Tally tally = tallies.merge(rule.text(), Tally.first(entry), (old, _) -> old.next());
        Dossier after = before.withTallies(tallies);
        archive.put(first ? after : after.withDeadlines(counting(after, rule, tally)));
        return first;
    }

    private SortedMap<String, Deadline> counting(Dossier now, RuleName rule, Tally tally) {
        SortedMap<String, Deadline> deadlines = new TreeMap<>(now.deadlines());
        Clue clue =
                Clue.from(new Exhibit.Leaf(tally.leaf()), new Exhibit.Leaf(entry.leaf()))
                        .fact("count", tally.count())
                        .fact("since", tally.since())
                        .fact("until", entry.at())
                        .as(Severity.INFO);
        deadlines.put(
                rule + " " + COUNT, new Deadline(rule, COUNT, entry.leaf(), tally.until(), clue));
        return deadlines;
    }
}
