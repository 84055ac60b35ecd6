package dev.tabellion.projection.finding;

import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Finding;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.Subject;
import dev.tabellion.json.PlainJson;
import java.util.Locale;

/**
 * A finding as it is told, in answers and alerts alike. Follows from the row alone, so whoever is
 * told it twice is told the same bytes.
 */
public final class FindingJson {
    private FindingJson() {}

    public static PlainJson of(StoredFinding stored) {
        Finding finding = stored.finding();
        RuleCard card = Cards.of(finding.rule());
        PlainJson json =
                new PlainJson()
                        .text("id", finding.id().hex())
                        .number("number", stored.number())
                        .text("rule", finding.rule().text())
                        .text("severity", finding.severity().text())
                        .text("sentence", card == null ? null : card.sentence())
                        .text("playbook", Cards.playbookOf(finding.rule()).name())
                        .object("subject", of(finding.subject()))
                        .number("leaf", finding.leaf())
                        .text("at", finding.at().toString())
                        .text("foundAt", stored.foundAt().toString())
                        .object("facts", PlainJson.texts(finding.facts()))
                        .texts("evidence", finding.exhibits().stream().map(Exhibit::text).toList());
        return stored.expectedBy() == null ? json : json.number("expectedBy", stored.expectedBy());
    }

    public static PlainJson of(Subject subject) {
        return new PlainJson()
                .text("kind", subject.kind().name().toLowerCase(Locale.ROOT))
                .text("name", subject.name());
    }
}
