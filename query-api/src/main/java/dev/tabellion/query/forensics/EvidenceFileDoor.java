package dev.tabellion.query.forensics;

import dev.tabellion.api.ApiRole;
import dev.tabellion.api.Problem;
import dev.tabellion.collection.CaseId;
import dev.tabellion.evidence.EvidenceFile;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.forensics.ExhibitReader;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.http.Question;
import dev.tabellion.query.http.Refused;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * GET of evidence in one file, for auditors alone: a few at a time, as each is held while it is
 * sent, its documents excepted. Changes nothing.
 */
public final class EvidenceFileDoor implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFileDoor.class);
    private static final int AT_ONCE = 2;
    private static final Pattern ROUTE =
            Pattern.compile(
                    "/api/forensics/(?:(?<what>findings|incidents)/(?<id>[^/]+)|compromise)/evidence");

    private final EvidenceAnswers answers;
    private final ExhibitReader reader;
    private final Semaphore room = new Semaphore(AT_ONCE);

    public EvidenceFileDoor(
            KeyReports reports,
            AuditIndex index,
            FindingReader findings,
            IncidentReader incidents,
            ExhibitReader reader,
            PublishedLog log,
            PublishedCheckpoints checkpoints) {
        this.reader = reader;
        this.answers =
                new EvidenceAnswers(
                        reports,
                        findings,
                        incidents,
                        new EvidenceGathering(reader, index, log, checkpoints));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            RequestPath path = RequestPath.ofRaw(http.getRequestURI());
            Matcher route = ROUTE.matcher(path == null ? "" : path.decoded());
            if (route.matches()) {
                answer.setHeader("Cache-Control", "no-store");
                answer(route, http, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void answer(Matcher route, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!room.tryAcquire()) {
            refuse(
                    Problem.unavailable(AT_ONCE + " files of evidence are being made already"),
                    response);
            return;
        }
        try {
            send(gathered(route, request, response), response);
        } catch (Refused e) {
            refuse(e.problem(), response);
        } catch (DataAccessException e) {
            LOG.atWarn().setCause(e).log("evidence-not-given");
            if (response.isCommitted()) {
                throw new IOException("breaking off evidence whose rest cannot be read", e);
            }
            response.reset();
            refuse(Problem.unavailable("the store does not answer in time"), response);
        } finally {
            room.release();
        }
    }

    private EvidenceFile gathered(
            Matcher route, HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("GET")) {
            response.setHeader("Allow", "GET");
            throw new Refused(Problem.wrongMethod("this can only be read"));
        }
        if (!(request.getAttribute(RequestAttributes.ROLES) instanceof Set<?> roles
                && roles.contains(ApiRole.AUDITOR))) {
            throw new Refused(Problem.forbidden("evidence needs the role auditor"));
        }
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        String id = route.group("id");
        if (id == null) {
            return answers.ofCompromise(parameters);
        }
        new Question(parameters, Set.of());
        return route.group("what").equals("findings")
                ? answers.ofFinding(id(id))
                : answers.ofIncident(id(id));
    }

    private static CaseId id(String text) {
        try {
            return new CaseId(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.notFound("an id has 32 hex digits"));
        }
    }

    /** Its length is told first, so whoever is sent less knows it. */
    private void send(EvidenceFile file, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-tar");
        response.setContentLengthLong(file.length());
        response.setHeader("Content-Disposition", "attachment; filename=\"evidence.tar\"");
        file.writeTo(response.getOutputStream(), reader::document);
    }

    private static void refuse(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = problem.body().toArray();
        response.setStatus(problem.status());
        response.setContentType(Problem.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
