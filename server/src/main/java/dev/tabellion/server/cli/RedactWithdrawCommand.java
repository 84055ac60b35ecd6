package dev.tabellion.server.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes back what was asked and not confirmed yet. */
@Command(
        name = "withdraw",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Take back what nobody confirmed yet.",
        footer = {"", "Examples:", "  tabellion redact withdraw bea896ac19263bd4"})
final class RedactWithdrawCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "ID",
            converter = RedactionId.Reader.class,
            description = "As 'redact list' says it.")
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    RedactionId id;

    @Mixin final ApiOptions api = new ApiOptions();

    @Override
    public Integer call() {
        try (ApiLine line = api.line()) {
            return line.ask("DELETE", id.path(), null, _ -> "Withdrawn.");
        }
    }
}
