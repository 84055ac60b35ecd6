package dev.tabellion.query.audit;

import dev.tabellion.api.ApiRole;
import dev.tabellion.api.Problem;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.CollectionHistory;
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
import java.time.InstantSource;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET and HEAD of {@code /api/audit} and {@code /api/collections/}. Behind the doors that change
 * something, and the last under {@code /api/}: what nobody knows ends here.
 */
public final class AuditDoor implements Filter {
    public static final String PREFIX = "/api/";

    private static final Logger LOG = LoggerFactory.getLogger(AuditDoor.class);
    private static final String TRAIL = "/api/audit";
    private static final Pattern ENTRY =
            Pattern.compile("/api/audit/(?<leaf>[0-9]{1,18})(?<proof>/proof)?");

    private final AuditAnswers audit;
    private final HistoryAnswers histories;

    public AuditDoor(
            AuditIndex index,
            AuditEntries entries,
            CollectionHistory history,
            PublishedLog log,
            InstantSource clock) {
        this.audit = new AuditAnswers(index, entries, log);
        this.histories = new HistoryAnswers(history, index, clock);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            RequestPath path = RequestPath.ofRaw(http.getRequestURI());
            if (path != null && path.decoded().startsWith(PREFIX)) {
                String asked = path.decoded();
                Answers.answer(LOG, "audit-not-answered", answer, () -> read(asked, http, answer));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void read(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answers.onlyReads(request, response);
        Matcher entry = ENTRY.matcher(path);
        if (path.equals(TRAIL)) {
            audit.answer(
                    AuditQuestion.of(Answers.parameters(request)), seesPeople(request), response);
        } else if (entry.matches()) {
            new Question(Answers.parameters(request), Set.of());
            long leaf = Long.parseLong(entry.group("leaf"));
            if (entry.group("proof") == null) {
                audit.entry(leaf, seesPeople(request), response);
            } else {
                audit.proof(leaf, response);
            }
        } else {
            HistoryRoute route = HistoryRoute.of(path);
            if (route == null) {
                throw new Refused(Problem.notFound("nothing is at this path"));
            }
            histories.answer(route, Answers.parameters(request), response);
        }
    }

    private static boolean seesPeople(HttpServletRequest request) {
        return Answers.hasRole(request, ApiRole.AUDITOR);
    }
}
