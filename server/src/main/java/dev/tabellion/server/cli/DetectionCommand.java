package dev.tabellion.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tabellion detection}, which only knows its subcommands. */
@Command(
        name = "detection",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "What is noticed of attacks, and what proves it.",
        footer = {
            "",
            "Examples:",
            "  tabellion detection coverage",
            "  tabellion detection coverage --json",
            "  tabellion detection help coverage",
            "      all its options"
        },
        subcommands = {picocli.CommandLine.HelpCommand.class, DetectionCoverageCommand.class})
final class DetectionCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }
}
