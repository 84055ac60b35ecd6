package dev.tabellion.query.cases;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CaseId;
import dev.tabellion.collection.Publisher;
import dev.tabellion.detection.Severity;
import dev.tabellion.incident.Closing;
import dev.tabellion.incident.Incident;
import dev.tabellion.json.PlainJson;
import dev.tabellion.projection.finding.FindingJson;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.projection.incident.Remark;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Incidents, and what people said of them. Names people only to those who may see people. */
public final class IncidentAnswers {
    private static final int USUAL_PAGE = 100;
    private static final int LARGEST_PAGE = 1_000;
    private static final Set<String> KNOWN =
            Set.of("state", "severity", "subject", "limit", "cursor");

    private final IncidentReader incidents;
    private final FindingReader findings;

    public IncidentAnswers(IncidentReader incidents, FindingReader findings) {
        this.incidents = incidents;
        this.findings = findings;
    }

    PlainJson page(Map<String, List<String>> parameters, boolean seesPeople) {
        Question asked = new Question(parameters, KNOWN);
        Set<Incident.State> states = states(asked);
        String gravity = asked.word("severity", List.of("any", "crit", "high", "med", "info"));
        Severity atLeast = gravity.equals("any") ? null : Severity.of(gravity);
        String subject = asked.one("subject");
        int limit = (int) asked.number("limit", 1, LARGEST_PAGE, USUAL_PAGE);
        String question = states + " " + atLeast + " " + subject;
        List<IncidentReader.Numbered> page =
                incidents.page(
                        states,
                        atLeast,
                        subject,
                        PageCursor.read(asked.one("cursor"), question),
                        limit);
        PlainJson answer =
                new PlainJson()
                        .objects(
                                "incidents",
                                page.stream()
                                        .map(each -> json(each.incident(), seesPeople))
                                        .toList());
        return page.size() < limit
                ? answer
                : answer.text("next", PageCursor.of(page.getLast().number(), question));
    }

    /**
     * @throws Refused if there is none
     */
    public PlainJson one(CaseId id, boolean seesPeople) {
        Incident incident = incidents.of(id);
        if (incident == null) {
            throw new Refused(Problem.notFound("no incident has this id, nor this finding"));
        }
        return json(incident, seesPeople)
                .objects(
                        "findings",
                        incidents.findings(incident.id(), LARGEST_PAGE).stream()
                                .map(findings::one)
                                .filter(Objects::nonNull)
                                .map(FindingJson::of)
                                .toList())
                .objects(
                        "said",
                        incidents.remarks(incident.id()).stream()
                                .map(each -> json(each, seesPeople))
                                .toList());
    }

    private static Set<Incident.State> states(Question asked) {
        List<String> said = asked.all("state");
        Set<Incident.State> states = EnumSet.noneOf(Incident.State.class);
        for (String state : said) {
            try {
                states.add(Incident.State.valueOf(state.toUpperCase(Locale.ROOT)));
            } catch (IllegalArgumentException e) {
                throw Refused.badRequest("state is one of open, acknowledged, closed");
            }
        }
        return states;
    }

    private PlainJson json(Incident incident, boolean seesPeople) {
        PlainJson json =
                new PlainJson()
                        .text("id", incident.id().hex())
                        .object("subject", FindingJson.of(incident.subject()))
                        .text("concern", incident.concern().text())
                        .text("severity", incident.severity().text())
                        .text("state", incident.state().name().toLowerCase(Locale.ROOT))
                        .text("since", incident.since().toString())
                        .text("last", incident.last().toString())
                        .number("findingsInAll", incident.findings());
        if (incident.owner() != null) {
            json.object("owner", who(incident.owner(), seesPeople));
        }
        Closing closing = incident.closing();
        return closing == null
                ? json
                : json.object(
                        "closed",
                        new PlainJson()
                                .text("verdict", closing.verdict().text())
                                .text("at", closing.at().toString())
                                .number("findings", closing.findings()));
    }

    private PlainJson json(Remark remark, boolean seesPeople) {
        PlainJson json =
                new PlainJson()
                        .number("leaf", remark.leaf())
                        .text("at", remark.at().toString())
                        .text("what", remark.name())
                        .text("words", remark.words())
                        .object("by", who(remark.actor(), seesPeople));
        return remark.owner() == null
                ? json
                : json.object("owner", who(remark.owner(), seesPeople));
    }

    private PlainJson who(Sha256 commitment, boolean seesPeople) {
        PlainJson json = new PlainJson().text("commitment", commitment.hex());
        @Nullable Publisher person = seesPeople ? incidents.who(commitment) : null;
        return person == null
                ? json.text("forgotten", seesPeople ? "yes" : null)
                : json.text("name", person.subject());
    }
}
