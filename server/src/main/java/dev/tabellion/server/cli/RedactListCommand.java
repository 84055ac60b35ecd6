package dev.tabellion.server.cli;

import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import tools.jackson.databind.JsonNode;

/** Shows which redactions wait to be confirmed. Changes nothing. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Show what waits to be confirmed.",
        footer = {"", "Examples:", "  TABELLION_TOKEN=$BOBS tabellion redact list"})
final class RedactListCommand implements Callable<Integer> {
    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        try (ApiLine line = api.line()) {
            return line.ask("GET", RedactCommand.ALL, null, RedactListCommand::words);
        }
    }

    private static String words(JsonNode answer) {
        JsonNode waiting = answer.path("waiting");
        return waiting.isEmpty()
                ? "Nothing waits."
                : StreamSupport.stream(waiting.spliterator(), false)
                        .map(RedactListCommand::line)
                        .collect(Collectors.joining("\n"));
    }

    private static String line(JsonNode one) {
        String kind = one.has("subject") ? "subject" : "address";
        return "%s  %s %s, asked by %s at %s: %s"
                .formatted(
                        one.path("id").asString(""),
                        kind,
                        one.path(kind).asString(""),
                        one.path("askedBy").asString(""),
                        one.path("askedAt").asString(""),
                        one.path("reason").asString(""));
    }
}
