package dev.tabellion.query.http;

import dev.tabellion.api.Problem;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.PlainJson;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
