package dev.tabellion.query.forensics;

import dev.tabellion.api.ApiRole;
import dev.tabellion.api.Problem;
import dev.tabellion.notary.RequestPath;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.forensics.RecoveryPlans;
import dev.tabellion.projection.forensics.Whereabouts;
import dev.tabellion.query.http.Answers;
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
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * GET and HEAD below {@code /api/forensics/}, for auditors alone. Changes nothing. Of keys few
 * questions are answered at a time: each may read much.
 */
public final class ForensicsDoor implements Filter {
    private static final Logger LOG = LoggerFactory.getLogger(ForensicsDoor.class);
    private static final String PREFIX = "/api/forensics/";
    private static final String KEYS = PREFIX + "keys/";
    private static final String RECOVERY = "/recovery";
    private static final int MOST_REPORTS = 2;

    private final KeyAnswers keys;
    private final WhereAnswers where;
    private final Semaphore reports = new Semaphore(MOST_REPORTS);

    public ForensicsDoor(
            KeyReports reports, RecoveryPlans plans, AuditIndex index, Whereabouts whereabouts) {
        this.keys = new KeyAnswers(reports, plans);
        this.where = new WhereAnswers(index, whereabouts);
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request instanceof HttpServletRequest http
                && response instanceof HttpServletResponse answer) {
            RequestPath path = RequestPath.ofRaw(http.getRequestURI());
            if (path != null && path.decoded().startsWith(PREFIX)) {
                String asked = path.decoded();
                Answers.answer(
                        LOG, "forensics-not-answered", answer, () -> read(asked, http, answer));
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void read(String path, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Answers.onlyReads(request, response);
        if (!Answers.hasRole(request, ApiRole.AUDITOR)) {
            throw new Refused(Problem.forbidden("forensics needs the role auditor"));
        }
        Map<String, List<String>> parameters = Answers.parameters(request);
        if (path.equals(PREFIX + "where")) {
            where.answer(parameters, response);
        } else if (path.equals(PREFIX + "compromise")
                || (path.startsWith(KEYS) && path.length() > KEYS.length())) {
            ofKey(path, parameters, response);
        } else {
            throw new Refused(Problem.notFound("nothing is at this path"));
        }
    }

    private void ofKey(
            String path, Map<String, List<String>> parameters, HttpServletResponse response)
            throws IOException {
        if (!reports.tryAcquire()) {
            response.setHeader("Retry-After", "5");
            throw new Refused(
                    Problem.unavailable(MOST_REPORTS + " reports are being made: ask again soon"));
        }
        try {
            if (!path.startsWith(KEYS)) {
                keys.compromise(parameters, response);
            } else if (path.endsWith(RECOVERY)) {
                keys.recovery(
                        path.substring(KEYS.length(), path.length() - RECOVERY.length()),
                        parameters,
                        response);
            } else {
                keys.report(path.substring(KEYS.length()), parameters, response);
            }
        } finally {
            reports.release();
        }
    }
}
