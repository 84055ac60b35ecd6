package dev.tabellion.server.cli;

import dev.tabellion.inspection.Finding;
import dev.tabellion.server.exchange.BoundedExchange;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A command's way to the API of a running server. Asks once, and tells a person what came of it.
 */
final class ApiLine implements AutoCloseable {
    private static final int REFUSED = 1;
    private static final int COULD_NOT = 3;
    private static final int FIRST_REFUSAL = 300;
    private static final int UNKNOWN = 401;

    private final BoundedExchange exchange;
    private final URI server;
    private final @Nullable String token;

    ApiLine(BoundedExchange exchange, URI server, @Nullable String token) {
        this.exchange = exchange;
        this.server = server;
        this.token = token;
    }

    /**
     * Answers the exit code.
     *
     * @param body JSON; null for none
     * @param words what there is to say, where the server did it
     */
    int ask(String method, String path, @Nullable String body, Function<JsonNode, String> words) {
        return exchanged(method, path, body, answer -> words.apply(json(answer)));
    }

    /** Prints what is at a path as it is, whatever it is written in. Answers the exit code. */
    int print(String path) {
        return exchanged("GET", path, null, answer -> new String(answer, StandardCharsets.UTF_8));
    }

    private int exchanged(
            String method, String path, @Nullable String body, Function<byte[], String> words) {
        var request =
                HttpRequest.newBuilder(server.resolve(path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body));
        if (body != null) {
            request.header("Content-Type", "application/json");
        }
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            HttpResponse<byte[]> answer = exchange.send(request.build());
            if (answer.statusCode() >= FIRST_REFUSAL) {
                JsonNode why = json(answer.body());
                System.err.println(Finding.printable(refusal(answer.statusCode(), why)));
                return REFUSED;
            }
            words.apply(answer.body()).lines().map(Finding::printable).forEach(System.out::println);
            return 0;
        } catch (IOException | JacksonException e) {
            System.err.println("Could not ask " + server + ": " + Finding.printable(e.toString()));
            return COULD_NOT;
        }
    }

    private static JsonNode json(byte[] body) {
        return body.length == 0
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(body);
    }

    /** The API's own problems have a detail, the doors of Notary's protocol a list of errors. */
    private static String refusal(int status, JsonNode json) {
        String detail = json.path("detail").asString("");
        String error = json.path("errors").path(0).path("message").asString("");
        return "The server refuses: "
                + (detail.isEmpty() ? error : detail)
                + " ("
                + status
                + ")."
                + (status == UNKNOWN ? " Put a token of an operator into TABELLION_TOKEN." : "");
    }

    @Override
    public void close() {
        exchange.close();
    }
}
