package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.FindingId;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Subject;
import dev.tabellion.json.PlainJsonReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a report is about, and what it stands on: all that it names and that can be shown. Payloads
 * and keys are names by which one asks further, and never in the file.
 *
 * @param about the id of a finding or incident, or a key's
 * @param misnamed findings whose names do not come from their rule, subject and evidence: whoever
 *     changed one of them did not change the others
 */
public record Report(String about, Set<Exhibit> exhibits, List<String> misnamed) {
    public Report {
        exhibits = Collections.unmodifiableSet(new LinkedHashSet<>(exhibits));
        misnamed = List.copyOf(misnamed);
    }

    /**
     * @throws IllegalStateException if the bytes are no report of this kind
     */
    public static Report read(Matter.Kind kind, Bytes report) {
        PlainJsonReader json = PlainJsonReader.of(report);
        Set<Exhibit> all = new LinkedHashSet<>();
        List<String> misnamed = new ArrayList<>();
        try {
            switch (kind) {
                case FINDING -> addFinding(json, all, misnamed);
                case INCIDENT -> addIncident(json, all, misnamed);
                case COMPROMISE -> addCompromise(json, all);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a report with an exhibit that is none", e);
        }
        return new Report(json.text(kind == Matter.Kind.COMPROMISE ? "key" : "id"), all, misnamed);
    }

    private static void addFinding(
            PlainJsonReader finding, Set<Exhibit> all, List<String> misnamed) {
        addLeaf(finding.number("leaf"), all);
        List<Exhibit> evidence = finding.texts("evidence", Exhibit::of);
        evidence.stream().filter(Report::isShown).forEach(all::add);
        PlainJsonReader subject = finding.object("subject");
        if (!new FindingId(finding.text("id"))
                .isOf(
                        new RuleName(finding.text("rule")),
                        new Subject(
                                Subject.Kind.valueOf(subject.text("kind").toUpperCase(Locale.ROOT)),
                                subject.text("name")),
                        evidence)) {
            misnamed.add(finding.text("id"));
        }
    }

    private static boolean isShown(Exhibit exhibit) {
        return switch (exhibit) {
            case Exhibit.Leaf(long index) -> index >= 0;
            case Exhibit.File _, Exhibit.Checkpoint _, Exhibit.JournalEntry _ -> true;
            case Exhibit.Key _, Exhibit.Payload _ -> false;
        };
    }

    private static void addIncident(
            PlainJsonReader incident, Set<Exhibit> all, List<String> misnamed) {
        for (PlainJsonReader finding : objects(incident, "findings")) {
            addFinding(finding, all, misnamed);
        }
        for (PlainJsonReader said : objects(incident, "said")) {
            addLeaf(said.number("leaf"), all);
        }
    }

    private static void addCompromise(PlainJsonReader report, Set<Exhibit> all) {
        for (PlainJsonReader signature : objects(report, "signatures")) {
            addLeafIfThere(signature, "leaf", all);
            addLeafIfThere(signature, "sighted", all);
            all.add(new Exhibit.File(new Sha256(signature.text("digest"))));
            Long entry = signature.numberIfThere("journalEntry");
            if (entry != null) {
                all.add(new Exhibit.JournalEntry(entry));
            }
        }
        for (PlainJsonReader trust : objects(report, "trusted")) {
            addLeaf(trust.number("sinceLeaf"), all);
        }
    }

    private static void addLeafIfThere(PlainJsonReader json, String name, Set<Exhibit> all) {
        Long leaf = json.numberIfThere(name);
        if (leaf != null) {
            addLeaf(leaf, all);
        }
    }

    /** What is found before anything was logged has no leaf. */
    private static void addLeaf(long leaf, Set<Exhibit> all) {
        if (leaf >= 0) {
            all.add(new Exhibit.Leaf(leaf));
        }
    }

    private static List<PlainJsonReader> objects(PlainJsonReader json, String name) {
        return json.objects(name, each -> each);
    }
}
