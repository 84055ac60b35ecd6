package dev.tabellion.query.cases;

import dev.tabellion.api.Problem;
import dev.tabellion.collection.CaseId;
import dev.tabellion.incident.Incident;
import dev.tabellion.json.PlainJson;
import dev.tabellion.projection.finding.FindingJson;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.finding.StoredFinding;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.query.http.Refused;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** Findings, with the incidents they belong to. */
final class FindingAnswers {
    private final FindingReader findings;
    private final IncidentReader incidents;

    FindingAnswers(FindingReader findings, IncidentReader incidents) {
        this.findings = findings;
        this.incidents = incidents;
    }

    PlainJson one(CaseId id) {
        StoredFinding finding = findings.one(id);
        if (finding == null) {
            throw new Refused(Problem.notFound("no finding has this id"));
        }
        return json(finding, incidents.acknowledged(List.of(id)));
    }

    PlainJson page(FindingQuestion asked) {
        List<StoredFinding> page =
                findings.page(asked.filter(), asked.newestFirst(), asked.beyond(), asked.limit());
        Set<CaseId> acknowledged =
                incidents.acknowledged(page.stream().map(FindingAnswers::id).toList());
        PlainJson answer =
                new PlainJson()
                        .objects(
                                "findings",
                                page.stream().map(each -> json(each, acknowledged)).toList());
        return page.size() < asked.limit()
                ? answer
                : answer.text("next", asked.cursorAfter(page.getLast().number()));
    }

    /** All of them, as they are read. Ends with those that are known when it comes to its end. */
    void lines(FindingQuestion asked, HttpServletResponse response) throws IOException {
        response.setContentType("application/jsonl; charset=utf-8");
        OutputStream out = response.getOutputStream();
        Long beyond = asked.beyond();
        List<StoredFinding> page;
        do {
            page =
                    findings.page(
                            asked.filter(),
                            asked.newestFirst(),
                            beyond,
                            FindingQuestion.LARGEST_PAGE);
            for (StoredFinding each : page) {
                out.write((FindingJson.of(each) + "\n").getBytes(StandardCharsets.UTF_8));
                beyond = each.number();
            }
        } while (page.size() == FindingQuestion.LARGEST_PAGE);
    }

    PlainJson json(StoredFinding finding, Set<CaseId> acknowledged) {
        Incident incident = incidents.of(id(finding));
        return FindingJson.of(finding)
                .text("incident", incident == null ? null : incident.id().hex())
                .text("acknowledged", acknowledged.contains(id(finding)) ? "yes" : null);
    }

    private static CaseId id(StoredFinding finding) {
        return new CaseId(finding.finding().id().hex());
    }
}
