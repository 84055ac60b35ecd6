package dev.tabellion.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tabellion evidence}, which only knows its subcommands. */
@Command(
        name = "evidence",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description =
                "Take what a finding, an incident or a stolen key's report stands on out of a"
                        + " server, in one file; check such a file without any server.",
        footer = {
            "",
            "Examples:",
            "  tabellion evidence get --finding ID",
            "  tabellion evidence get --key KEY_ID --from 2026-11-01T00:00:00Z --out stolen.tar",
            "  tabellion evidence verify --key VKEY stolen.tar"
        },
        subcommands = {HelpCommand.class, EvidenceGetCommand.class, EvidenceVerifyCommand.class})
final class EvidenceCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }
}
