package dev.tabellion.query.audit;

import dev.tabellion.api.ApiRole;
import dev.tabellion.api.Problem;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.CollectionHistory;
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
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

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
                answer(path.decoded(), http, answer);
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void answer(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        try {
            read(path, request, response);
        } catch (Refused e) {
            refuse(e.problem(), response);
        } catch (DataAccessException e) {
            LOG.atWarn().setCause(e).log("audit-not-answered");
            end(Problem.unavailable("the store does not answer in time"), e, response);
        } catch (RuntimeException e) {
            // such as a tile of the log that does not read: the cause is ours to look into
            LOG.atError().addKeyValue("path", path).setCause(e).log("audit-answer-broke");
            end(Problem.broken("something that is stored does not read"), e, response);
        }
    }

    /** Nobody takes a part for the whole. */
    private static void end(Problem problem, RuntimeException why, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("breaking off an answer whose rest cannot be read", why);
        }
        response.resetBuffer();
        refuse(problem, response);
    }

    private void read(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            throw new Refused(Problem.wrongMethod("this can only be read"));
        }
        Matcher entry = ENTRY.matcher(path);
        if (path.equals(TRAIL)) {
            audit.answer(AuditQuestion.of(parameters(request)), seesPeople(request), response);
        } else if (entry.matches()) {
            new Question(parameters(request), Set.of());
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
            histories.answer(route, parameters(request), response);
        }
    }

    private static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }

    /** Roles that the access filter found: none where it did not stand. */
    private static boolean seesPeople(HttpServletRequest request) {
        return request.getAttribute(RequestAttributes.ROLES) instanceof Set<?> roles
                && roles.contains(ApiRole.AUDITOR);
    }

    private static void refuse(Problem problem, HttpServletResponse response) throws IOException {
        byte[] body = problem.body().toArray();
        response.setStatus(problem.status());
        response.setContentType(Problem.CONTENT_TYPE);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
