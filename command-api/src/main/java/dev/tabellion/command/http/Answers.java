package dev.tabellion.command.http;

import dev.tabellion.api.Problem;
import dev.tabellion.collection.Provenance;
import dev.tabellion.json.PlainJson;
import dev.tabellion.notary.RequestAttributes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Who asks at a door, and what is answered there. Never decides who may. */
public final class Answers {
    public static final String JSON = "application/json; charset=utf-8";

    private Answers() {}

    /** As the access filter left it behind. */
    public static Provenance provenance(HttpServletRequest request) {
        if (request.getAttribute(RequestAttributes.PROVENANCE) instanceof Provenance known) {
            return known;
        }
        throw new IllegalStateException("a request came to a door past the access filter");
    }

    public static void send(Problem problem, HttpServletResponse response) throws IOException {
        send(problem.status(), Problem.CONTENT_TYPE, problem.body().toArray(), response);
    }

    public static void send(int status, PlainJson body, HttpServletResponse response)
            throws IOException {
        send(status, JSON, body.bytes().toArray(), response);
    }

    public static void send(int status, String type, byte[] body, HttpServletResponse response)
            throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
