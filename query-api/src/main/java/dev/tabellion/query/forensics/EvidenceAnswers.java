package dev.tabellion.query.forensics;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseId;
import dev.tabellion.evidence.EvidenceFile;
import dev.tabellion.evidence.Matter;
import dev.tabellion.incident.Incident;
import dev.tabellion.projection.finding.FindingJson;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.finding.StoredFinding;
import dev.tabellion.projection.forensics.CompromiseReport;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.query.cases.IncidentAnswers;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Evidence of what is asked for. Names nobody in it: it is made to be given away. */
final class EvidenceAnswers {
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");
    private static final int MOST_FINDINGS = 1_000;

    private final KeyReports reports;
    private final FindingReader findings;
    private final IncidentReader incidents;
    private final EvidenceGathering gathering;

    EvidenceAnswers(
            KeyReports reports,
            FindingReader findings,
            IncidentReader incidents,
            EvidenceGathering gathering) {
        this.reports = reports;
        this.findings = findings;
        this.incidents = incidents;
        this.gathering = gathering;
    }

    EvidenceFile ofFinding(CaseId id) {
        StoredFinding finding = findings.one(id);
        if (finding == null) {
            throw new Refused(Problem.notFound("no finding has this id"));
        }
        return gathering.gather(
                matter(Matter.Kind.FINDING, Map.of("finding", id.hex())),
                FindingJson.of(finding).bytes(),
                Bytes.utf8(MarkdownSheet.of(CaseSheet.of(finding))));
    }

    EvidenceFile ofIncident(CaseId id) {
        Incident incident = incidents.of(id);
        if (incident == null) {
            throw new Refused(Problem.notFound("no incident has this id, nor this finding"));
        }
        List<StoredFinding> told =
                incidents.findings(incident.id(), MOST_FINDINGS).stream()
                        .map(findings::one)
                        .filter(Objects::nonNull)
                        .toList();
        return gathering.gather(
                matter(Matter.Kind.INCIDENT, Map.of("incident", incident.id().hex())),
                new IncidentAnswers(incidents, findings).one(incident.id(), false).bytes(),
                Bytes.utf8(MarkdownSheet.of(CaseSheet.of(incident, told))));
    }

    EvidenceFile ofCompromise(Map<String, List<String>> parameters) {
        Question asked = new Question(parameters, Set.of("key", "from", "to"));
        String key = asked.one("key");
        if (key == null) {
            throw Refused.badRequest("say of which key: key=…");
        }
        Instant from = Question.instant("from", asked.one("from"));
        Instant until = Question.instant("to", asked.one("to"));
        CompromiseReport report =
                reports.compromise(
                        KeyAnswers.key(key),
                        from == null ? Instant.EPOCH : from,
                        until == null ? LAST : until);
        if (report == null) {
            throw new Refused(
                    Problem.notFound("neither the record nor the signer's journal names this key"));
        }
        if (!report.isWhole()) {
            throw Refused.badRequest("there is more than one report holds: ask for a shorter time");
        }
        return gathering.gather(
                matter(
                        Matter.Kind.COMPROMISE,
                        Map.of(
                                "key", key,
                                "from", report.from().toString(),
                                "to", report.until().toString())),
                json(report.anonymous()),
                Bytes.utf8(MarkdownSheet.of(CompromiseSheet.of(report.anonymous()))));
    }

    private static Matter matter(Matter.Kind kind, Map<String, String> names) {
        return new Matter(kind, new TreeMap<>(names));
    }

    private static Bytes json(CompromiseReport report) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JsonMapper.shared().createGenerator(out)) {
            CompromiseJson.write(json, report);
        }
        return Bytes.of(out.toByteArray());
    }
}
