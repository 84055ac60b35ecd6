package dev.tabellion.query.cases;

import dev.tabellion.api.ApiRole;
import dev.tabellion.collection.CaseId;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.incident.AnnouncementReader;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.query.http.Answers;
import dev.tabellion.query.http.Question;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET and HEAD of {@code /api/findings}, {@code /api/incidents} and {@code /api/announcements};
 * changes nothing.
 */
public final class CaseReads implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(CaseReads.class);
    private static final Pattern ROUTE =
            Pattern.compile(
                    "/api/(?:(?<announced>announcements)"
                            + "|(?<what>findings|incidents)(?:/(?<id>[^/]+))?)");

    private final FindingAnswers findings;
    private final IncidentAnswers incidents;
    private final AnnouncementAnswers announcements;

    public CaseReads(
            FindingReader findings,
            IncidentReader incidents,
            AnnouncementReader announcements,
            InstantSource clock) {
        this.findings = new FindingAnswers(findings, incidents);
        this.incidents = new IncidentAnswers(incidents, findings);
        this.announcements = new AnnouncementAnswers(announcements, clock);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            RequestPath path = RequestPath.ofRaw(http.getRequestURI());
            Matcher route = ROUTE.matcher(path == null ? "" : path.decoded());
            if (route.matches()) {
                Answers.answer(LOG, "cases-not-answered", answer, () -> read(route, http, answer));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void read(Matcher route, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answers.onlyReads(request, response);
        if (route.group("announced") != null) {
            Answers.send(announcements.page(Answers.parameters(request)), response);
            return;
        }
        boolean ofFindings = route.group("what").equals("findings");
        if (route.group("id") != null) {
            new Question(Answers.parameters(request), Set.of());
            CaseId id = Answers.id(route.group("id"));
            Answers.send(
                    ofFindings ? findings.one(id) : incidents.one(id, seesPeople(request)),
                    response);
        } else if (ofFindings) {
            FindingQuestion asked = FindingQuestion.of(Answers.parameters(request));
            if (asked.lines()) {
                findings.lines(asked, response);
            } else {
                Answers.send(findings.page(asked), response);
            }
        } else {
            Answers.send(
                    incidents.page(Answers.parameters(request), seesPeople(request)), response);
        }
    }

    /** Who works on incidents has to know with whom. */
    private static boolean seesPeople(HttpServletRequest request) {
        return Answers.hasRole(request, ApiRole.AUDITOR)
                || Answers.hasRole(request, ApiRole.RESPONDER);
    }
}
