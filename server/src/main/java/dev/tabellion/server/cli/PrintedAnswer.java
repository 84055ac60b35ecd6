package dev.tabellion.server.cli;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the API answers, printed as it is: what a command on findings and incidents does. */
final class PrintedAnswer {
    private PrintedAnswer() {}

    /**
     * Answers the exit code.
     *
     * @param body null to read
     */
    static int of(ApiOptions api, String path, @Nullable String body) {
        try (ApiLine line = api.line()) {
            return line.ask(body == null ? "GET" : "POST", path, body, JsonNode::toPrettyString);
        }
    }
}
