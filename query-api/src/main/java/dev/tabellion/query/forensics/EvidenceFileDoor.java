package dev.tabellion.query.forensics;

import dev.tabellion.api.ApiRole;
import dev.tabellion.api.Problem;
import dev.tabellion.evidence.EvidenceFile;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.forensics.ExhibitReader;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.projection.keyusage.JournalEntries;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.http.Answers;
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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET of evidence in one file, for auditors alone: a few at a time, as each is held while it is
 * sent, its documents excepted, and not for ever: who reads too slowly is broken off. Changes
 * nothing.
 */
public final class EvidenceFileDoor implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(EvidenceFileDoor.class);
    private static final int AT_ONCE = 2;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** Bytes a second, beyond that. */
    private static final long SLOWEST = 64 * 1024;

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
            JournalEntries journal,
            PublishedLog log,
            PublishedCheckpoints checkpoints) {
        this.reader = reader;
        this.answers =
                new EvidenceAnswers(
                        reports,
                        findings,
                        incidents,
                        new EvidenceGathering(reader, journal, index, log, checkpoints));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            RequestPath path = RequestPath.ofRaw(http.getRequestURI());
            Matcher route = ROUTE.matcher(path == null ? "" : path.decoded());
            if (route.matches()) {
                Answers.answer(
                        LOG, "evidence-not-given", answer, () -> answer(route, http, answer));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void answer(Matcher route, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!room.tryAcquire()) {
            throw new Refused(
                    Problem.unavailable(AT_ONCE + " files of evidence are being made already"));
        }
        try {
            send(gathered(route, request, response), response);
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
        if (!Answers.hasRole(request, ApiRole.AUDITOR)) {
            throw new Refused(Problem.forbidden("evidence needs the role auditor"));
        }
        Map<String, List<String>> parameters = Answers.parameters(request);
        String id = route.group("id");
        if (id == null) {
            return answers.ofCompromise(parameters);
        }
        new Question(parameters, Set.of());
        return route.group("what").equals("findings")
                ? answers.ofFinding(Answers.id(id))
                : answers.ofIncident(Answers.id(id));
    }

    /** Its length is told first, so whoever is sent less knows it. */
    private void send(EvidenceFile file, HttpServletResponse response) throws IOException {
        response.setContentType("application/x-tar");
        response.setContentLengthLong(file.length());
        response.setHeader("Content-Disposition", "attachment; filename=\"evidence.tar\"");
        Duration given = PATIENCE.plusMillis(file.length() * 1_000 / SLOWEST);
        file.writeTo(
                new Hurried(response.getOutputStream(), given, System::nanoTime), reader::document);
    }
}
