package dev.tabellion.query.http;

import dev.tabellion.api.ApiRole;
import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CaseId;
import dev.tabellion.json.PlainJson;
import dev.tabellion.notary.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.springframework.dao.DataAccessException;

/** What the API's doors have in common: how they are asked, and how they answer as a whole. */
public final class Answers {
    private static final int OK = 200;
    private static final String JSON = "application/json; charset=utf-8";

    private Answers() {}

    public static Map<String, List<String>> parameters(HttpServletRequest request) {
        Map<String, List<String>> parameters = new TreeMap<>();
        request.getParameterMap().forEach((name, values) -> parameters.put(name, List.of(values)));
        return parameters;
    }

    /** What a door does for one request. */
    @FunctionalInterface
    public interface Answering {
        void run() throws IOException;
    }

    /**
     * Answers, and ends what cannot be answered: nobody takes a part for the whole.
     *
     * @param untold the log's word for it
     */
    public static void answer(
            Logger log, String untold, HttpServletResponse response, Answering answering)
            throws IOException {
        response.setHeader("Cache-Control", "no-store");
        try {
            answering.run();
        } catch (Refused e) {
            send(e.problem(), response);
        } catch (DataAccessException e) {
            log.atWarn().setCause(e).log(untold);
            end(Problem.unavailable("the store does not answer in time"), e, response);
        } catch (RuntimeException e) {
            // such as a row that somebody edited: the cause is ours to look into
            log.atError().setCause(e).log(untold);
            end(Problem.broken("something that is stored does not read"), e, response);
        }
    }

    private static void end(Problem problem, RuntimeException why, HttpServletResponse response)
            throws IOException {
        if (response.isCommitted()) {
            throw new IOException("breaking off an answer whose rest cannot be read", why);
        }
        response.resetBuffer();
        send(problem, response);
    }

    /**
     * @throws Refused unless it is a GET or a HEAD
     */
    public static void onlyReads(HttpServletRequest request, HttpServletResponse response) {
        if (!request.getMethod().equals("GET") && !request.getMethod().equals("HEAD")) {
            response.setHeader("Allow", "GET, HEAD");
            throw new Refused(Problem.wrongMethod("this can only be read"));
        }
    }

    /** Whether the access filter found that role: none where it did not stand. */
    public static boolean hasRole(HttpServletRequest request, ApiRole role) {
        return request.getAttribute(RequestAttributes.ROLES) instanceof Set<?> roles
                && roles.contains(role);
    }

    /**
     * @throws Refused if nothing can be called so
     */
    public static CaseId id(String text) {
        try {
            return new CaseId(text);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.notFound("an id has 32 hex digits"));
        }
    }

    public static void send(PlainJson body, HttpServletResponse response) throws IOException {
        send(OK, JSON, body.bytes(), response);
    }

    public static void send(Problem problem, HttpServletResponse response) throws IOException {
        send(problem.status(), Problem.CONTENT_TYPE, problem.body(), response);
    }

    private static void send(int status, String type, Bytes body, HttpServletResponse response)
            throws IOException {
        byte[] bytes = body.toArray();
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
