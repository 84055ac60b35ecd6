package dev.tabellion.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tabellion forensics}, which only knows its subcommands. */
@Command(
        name = "forensics",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Ask a server what a key did, where a document or target stood, and what a stolen key"
                    + " amounts to and how far recovery from it is.",
            "Where tokens are asked for, TABELLION_TOKEN holds one for an auditor. Exit code: 0"
                    + " answered, 1 refused, 2 wrong usage, 3 it could not be asked."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion forensics key KEY_ID",
            "  tabellion forensics where --target v1.2.3",
            "  tabellion forensics compromise --key KEY_ID --from 2026-11-01T00:00:00Z \\",
            "                                 --format markdown",
            "  tabellion forensics recovery KEY_ID --format markdown"
        },
        subcommands = {
            picocli.CommandLine.HelpCommand.class,
            ForensicsKeyCommand.class,
            ForensicsWhereCommand.class,
            ForensicsCompromiseCommand.class,
            ForensicsRecoveryCommand.class
        })
final class ForensicsCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }
}
