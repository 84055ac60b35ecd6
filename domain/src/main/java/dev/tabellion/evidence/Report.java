package dev.tabellion.evidence;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.PlainJsonReader;
import dev.tabellion.detection.Exhibit;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What a report is about, and what it stands on: all that it names and that can be shown. Entries
 * of the signer's journal, payloads and keys are names by which one asks further, and never in the
 * file.
 *
 * @param about the id of a finding or incident, or a key's
 */
public record Report(String about, Set<Exhibit> exhibits) {
    public Report {
        exhibits = Collections.unmodifiableSet(new LinkedHashSet<>(exhibits));
    }

    /**
     * @throws IllegalStateException if the bytes are no report of this kind
     */
    public static Report read(Matter.Kind kind, Bytes report) {
        PlainJsonReader json = PlainJsonReader.of(report);
        Set<Exhibit> all = new LinkedHashSet<>();
        try {
            switch (kind) {
                case FINDING -> addFinding(json, all);
                case INCIDENT -> addIncident(json, all);
                case COMPROMISE -> addCompromise(json, all);
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("a report with an exhibit that is none", e);
        }
        return new Report(json.text(kind == Matter.Kind.COMPROMISE ? "key" : "id"), all);
    }

    private static void addFinding(PlainJsonReader finding, Set<Exhibit> all) {
        addLeaf(finding.number("leaf"), all);
        for (Exhibit exhibit : finding.texts("evidence", Exhibit::of)) {
            if (isShown(exhibit)) {
                all.add(exhibit);
            }
        }
    }

    private static boolean isShown(Exhibit exhibit) {
        return switch (exhibit) {
            case Exhibit.Leaf(long index) -> index >= 0;
            case Exhibit.File _, Exhibit.Checkpoint _ -> true;
            case Exhibit.JournalEntry _, Exhibit.Key _, Exhibit.Payload _ -> false;
        };
    }

    private static void addIncident(PlainJsonReader incident, Set<Exhibit> all) {
        for (PlainJsonReader finding : objects(incident, "findings")) {
            addFinding(finding, all);
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
