package dev.tabellion.server.cli;

import dev.tabellion.json.PlainJson;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** Asks that somebody be forgotten. Nothing happens until somebody else confirms it. */
@Command(
        name = "ask",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Ask that somebody be forgotten: whom the record knows by a name, or all who came from"
                    + " an address.",
            "Exit code: 0 asked, 1 refused, 2 wrong usage, 3 the server could not be asked."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion redact ask --subject carol --reason 'left, and asked to; case 17'",
            "  tabellion redact ask --address 198.51.100.7 --reason 'case 18'"
        })
final class RedactAskCommand implements Callable<Integer> {
    @ArgGroup(exclusive = true, multiplicity = "1")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    Person person;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it stays in the record for ever, so it must not name anybody.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    String reason;

    @Mixin final ApiOptions api = new ApiOptions();

    /** One of the two. */
    static final class Person {
        @Option(
                names = "--subject",
                paramLabel = "NAME",
                required = true,
                description = "As tokens name them.")
        @Nullable String subject;

        @Option(
                names = "--address",
                paramLabel = "ADDRESS",
                required = true,
                description = "Everybody who came from there.")
        @Nullable String address;
    }

    @Override
    public Integer call() {
        String body =
                new PlainJson()
                        .text("subject", person.subject)
                        .text("address", person.address)
                        .text("reason", reason)
                        .toString();
        try (ApiLine line = api.line()) {
            return line.ask("POST", RedactCommand.ALL, body, RedactAskCommand::words);
        }
    }

    private static String words(JsonNode asked) {
        String id = asked.path("id").asString("");
        return "%s%nWaits to be confirmed by another operator, with: tabellion redact confirm %s"
                .formatted(id, id);
    }
}
