package dev.tabellion.server.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command {@code tabellion} itself, which only knows its subcommands. */
@Command(
        name = "tabellion",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "An event-sourced server for TUF metadata, in place of Docker Notary v1.",
        footer = {
            "",
            "Examples:",
            "  tabellion serve",
            "      on https://localhost:4443, everything kept under ./data",
            "  tabellion serve --port 8443 --data /var/lib/tabellion",
            "  tabellion serve --tls-cert fullchain.pem --tls-key privkey.pem",
            "  tabellion serve --http --port 8080",
            "      behind a TLS proxy on this machine",
            "  tabellion serve --database jdbc:postgresql://db.example.com/tabellion \\",
            "                  --database-user tabellion --config /etc/tabellion.yaml",
            "  tabellion signer --asker notary.example.com",
            "      the keys, in a process of their own",
            "  tabellion certificates --for notary.example.com --out DIR",
            "      by which that process knows the server",
            "  tabellion log run --database URL --database-user tabellion_log",
            "      the transparency log, in a process of its own",
            "  tabellion witness --policy logs.policy --name witness.example.com/w1",
            "      cosign other people's logs, in a process of its own",
            "  tabellion eye --watches watches.json --server https://notary.example.com",
            "      look at repositories from outside, in a process of its own",
            "  tabellion rebuild",
            "      what is served, anew from the events",
            "  tabellion log verify",
            "      everything that can be checked of the log",
            "  tabellion redact ask --subject NAME --reason TEXT",
            "      have the record forget who somebody was, if another one confirms it",
            "  tabellion announce --collection NAME --until TIME --words 'a root ceremony'",
            "      keep what is expected from waking anybody",
            "  tabellion reserve --prefix NAMES/ --words 'official images'",
            "      be told who begins a collection there",
            "  tabellion incident list",
            "      what was found and is not closed",
            "  tabellion detection coverage",
            "      which attacks are noticed, and what proves it",
            "  tabellion rehearse",
            "      some of them, played against a scratch server",
            "  tabellion evidence get --finding ID",
            "      what it stands on, in a file that anybody can check",
            "  tabellion import notary --dry-run --notary-server URL --notary-signer URL",
            "      what taking over a Notary would do",
            "  tabellion help serve",
            "      all its options"
        },
        subcommands = {CommandLine.HelpCommand.class})
public final class TabellionCommand implements Runnable {

    private static final int HELP_WIDTH = 100;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli puts it in
    private CommandSpec spec;

    /** Runs the command line on the given program and answers the exit code. */
    public static int run(Class<?> program, String... args) {
        return new CommandLine(new TabellionCommand())
                .addSubcommand(new ServeCommand(program))
                .addSubcommand(new SignerCommand(program))
                .addSubcommand(new WitnessCommand())
                .addSubcommand(new EyeCommand())
                .addSubcommand(new CertificatesCommand())
                .addSubcommand(new LogCommand())
                .addSubcommand(new RedactCommand())
                .addSubcommand(new DetectionCommand())
                .addSubcommand(new RehearseCommand())
                .addSubcommand(new ForensicsCommand())
                .addSubcommand(new EvidenceCommand())
                .addSubcommand(new RebuildCommand())
                .addSubcommand(new AnnounceCommand())
                .addSubcommand(new ReserveCommand())
                .addSubcommand(new FreeWatchCommand())
                .addSubcommand(new IncidentCommand())
                .addSubcommand(new ImportCommand())
                .setUsageHelpWidth(HELP_WIDTH)
                .setParameterExceptionHandler(TabellionCommand::tellMistake)
                .execute(args);
    }

    /** One sentence and where to read on; the whole usage text would hide the sentence. */
    private static int tellMistake(ParameterException mistake, String... args) {
        var command = mistake.getCommandLine();
        command.getErr()
                .printf(
                        "%s Try '%s --help'.%n",
                        sentence(mistake), command.getCommandSpec().qualifiedName());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String sentence(ParameterException mistake) {
        var text = String.valueOf(mistake.getMessage());
        return text.endsWith(".") ? text : text + ".";
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do: a command is missing.");
    }
}
