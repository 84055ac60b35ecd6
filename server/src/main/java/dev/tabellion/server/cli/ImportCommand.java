package dev.tabellion.server.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Only knows from what one may come. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "FROM",
        description = "Take over what another server kept.",
        subcommands = {ImportNotaryCommand.class})
final class ImportCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say from what: notary.");
    }
}
