package dev.tabellion.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has the server forget whom somebody else asked it to forget. Cannot be undone. */
@Command(
        name = "confirm",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Confirm what another operator asked for. It is done at once, and cannot be undone.",
            "Exit code: 0 done, 1 refused, 2 wrong usage, 3 the server could not be asked."
        },
        footer = {
            "",
            "Examples:",
            "  TABELLION_TOKEN=$BOBS tabellion redact confirm bea896ac19263bd4"
        })
final class RedactConfirmCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            converter = RedactionId.Reader.class,
            description = "As 'redact ask' and 'redact list' say it.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    RedactionId id;

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        try (ApiLine line = api.line()) {
            return line.ask(
                    "POST",
                    id.path() + "/confirm",
                    null,
                    done ->
                            "Forgotten: %d commitments tell of nobody any more."
                                    .formatted(done.path("forgotten").asInt(0)));
        }
    }
}
