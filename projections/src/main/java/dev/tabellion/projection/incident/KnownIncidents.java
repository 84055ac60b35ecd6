package dev.tabellion.projection.incident;

import dev.tabellion.collection.CaseId;
import dev.tabellion.detection.Finding;
import dev.tabellion.incident.Concern;
import dev.tabellion.incident.Incident;
import dev.tabellion.projection.finding.StoredFinding;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Which incident something belongs to. Begins none and changes none. */
record KnownIncidents(JdbcTemplate jdbc) {
    /** Between its first finding and its last. */
    private static final int MOST_OF_DECLARATION = 2_000;

    /** The incident that it belongs to, whichever finding of it was named. */
    @Nullable Incident of(CaseId finding) {
        return those(
                        """
                        select i.* from tabellion.incident i
                        where i.id = coalesce(
                            (select incident from tabellion.incident_finding where finding = ?), ?)
                        """,
                        finding.hex(),
                        finding.hex())
                .findFirst()
                .orElse(null);
    }

    /** The one that a finding goes on with; null if there is none. */
    @Nullable Incident taking(StoredFinding stored, Concern concern) {
        Incident declared = ofDeclaration(stored);
        return declared == null ? open(stored.finding(), concern) : declared;
    }

    /** What a key's declaration finds in a thousand collections is one incident. */
    private @Nullable Incident ofDeclaration(StoredFinding stored) {
        Finding finding = stored.finding();
        if (!finding.rule().text().equals("COMPROMISED_KEY_USED")
                || !finding.facts().containsKey("firstLeaf")) {
            return null;
        }
        return firstTaking(
                finding,
                """
                select i.* from tabellion.finding f
                    join tabellion.incident_finding j on j.finding = f.id
                    join tabellion.incident i on i.id = j.incident
                where f.number between ? and ? and f.rule = ? and f.leaf_index = ?
                    and f.facts ->> 'firstLeaf' is not null
                order by f.number limit 1
                """,
                stored.number() - MOST_OF_DECLARATION,
                stored.number() - 1,
                finding.rule().text(),
                finding.leaf());
    }

    private @Nullable Incident open(Finding finding, Concern concern) {
        return firstTaking(
                finding,
                """
                select * from tabellion.incident
                where subject_kind = ? and subject = ? and concern = ?
                order by last desc limit 2
                """,
                IncidentRows.nameOf(finding.subject().kind()),
                finding.subject().name(),
                concern.text());
    }

    private @Nullable Incident firstTaking(Finding finding, String question, Object... of) {
        return those(question, of)
                .filter(incident -> incident.takes(finding))
                .findFirst()
                .orElse(null);
    }

    private Stream<Incident> those(String question, Object... of) {
        return jdbc.query(question, (row, _) -> IncidentRows.read(row), of).stream();
    }
}
