package dev.tabellion.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tabellion redact}, which only knows its subcommands. */
@Command(
        name = "redact",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Have a running server forget who somebody was; entries, proofs and the log's root stay"
                    + " as they are.",
            "It takes two operators: one asks, another one confirms within a week. Where nobody has"
                    + " to say who they are, one may do both. Tokens come from TABELLION_TOKEN."
        },
        footer = {
            "",
            "Examples:",
            "  TABELLION_TOKEN=$ALICES tabellion redact ask --subject carol --reason 'case 17'",
            "      says by which ID it can be confirmed",
            "  TABELLION_TOKEN=$BOBS tabellion redact confirm bea896ac19263bd4",
            "  tabellion redact list --server https://notary.example.com --ca ca.pem"
        },
        subcommands = {
            picocli.CommandLine.HelpCommand.class,
            RedactAskCommand.class,
            RedactListCommand.class,
            RedactConfirmCommand.class,
            RedactWithdrawCommand.class
        })
final class RedactCommand implements Runnable {
    static final String ALL = "/api/redactions";

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }
}
