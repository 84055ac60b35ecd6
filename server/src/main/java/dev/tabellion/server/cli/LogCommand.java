package dev.tabellion.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tabellion log}, which only knows its subcommands. */
@Command(
        name = "log",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Keep, verify, prove from and export the transparency log.",
        footer = {
            "",
            "Examples:",
            "  tabellion log verify --key VKEY https://notary.example.com/log",
            "  tabellion log prove --key VKEY --log https://notary.example.com/log EVENT_ID",
            "  tabellion log export DIR",
            "  tabellion log help verify",
            "      all its options"
        },
        subcommands = {
            picocli.CommandLine.HelpCommand.class,
            LogVerifyCommand.class,
            LogProveCommand.class,
            LogExportCommand.class,
            LogRunCommand.class,
            LogKeyCommand.class,
            LogResumeCommand.class
        })
final class LogCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }
}
