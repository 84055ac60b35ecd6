package dev.tabellion.query.forensics;

import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.incident.Incident;
import dev.tabellion.projection.finding.Cards;
import dev.tabellion.projection.finding.StoredFinding;
import dev.tabellion.query.forensics.Sheet.Grid;
import dev.tabellion.query.forensics.Sheet.Heading;
import dev.tabellion.query.forensics.Sheet.Paragraph;
import dev.tabellion.query.forensics.Sheet.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A finding, or an incident with its findings, for people. Names nobody. */
final class CaseSheet {
    private CaseSheet() {}

    static Sheet of(StoredFinding finding) {
        return new Sheet("Finding " + finding.finding().id(), told(finding));
    }

    static Sheet of(Incident incident, List<StoredFinding> findings) {
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Paragraph(
                        "%s about %s, severity %s, from %s to %s: %d findings in all, of which %d are told here."
                                .formatted(
                                        incident.concern().text(),
                                        incident.subject(),
                                        incident.severity().text(),
                                        incident.since(),
                                        incident.last(),
                                        incident.findings(),
                                        findings.size())));
        for (StoredFinding each : findings) {
            parts.add(new Heading("Finding " + each.finding().id()));
            parts.addAll(told(each));
        }
        return new Sheet("Incident " + incident.id().hex(), parts);
    }

    private static List<Part> told(StoredFinding stored) {
        Finding finding = stored.finding();
        RuleCard card = Cards.of(finding.rule());
        List<Part> parts = new ArrayList<>();
        parts.add(
                new Paragraph(
                        "%s (%s) about %s at %s, by entry %d of the log. %s"
                                .formatted(
                                        finding.rule(),
                                        finding.severity().text(),
                                        finding.subject(),
                                        finding.at(),
                                        finding.leaf(),
                                        card == null ? "" : card.sentence())));
        parts.add(
                new Paragraph(
                        "Evidence: "
                                + finding.exhibits().stream()
                                        .map(Exhibit::text)
                                        .collect(Collectors.joining(", "))));
        if (!finding.facts().isEmpty()) {
            parts.add(
                    new Grid(
                            "Facts",
                            List.of("name", "value"),
                            finding.facts().entrySet().stream()
                                    .map(fact -> List.of(fact.getKey(), fact.getValue()))
                                    .toList()));
        }
        return parts;
    }
}
