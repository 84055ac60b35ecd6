package dev.tabellion.server.cli;

import dev.tabellion.server.trust.TrustDomains;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Starts a signer and nothing else: keys, policy, journal, and a door for peers it knows by name.
 */
@Command(
        name = "signer",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        synopsisSubcommandLabel = "[CEREMONY]",
        description = {
            "Sign for servers elsewhere until stopped by Ctrl-C or SIGTERM.",
            "Peers show certificates; those of them that are named here may ask. Everything is kept"
                    + " under ./data-signer unless --data says where."
        },
        subcommands = {
            SignerKeysCommand.class,
            SignerVerifyJournalCommand.class,
            SignerResumeCommand.class,
            SignerReinstateCommand.class,
            SignerVouchCommand.class,
            ReencryptCommand.class,
            WrapKekCommand.class
        },
        footer = {
            "",
            "Examples:",
            "  tabellion certificates --for notary.example.com --out for-the-server",
            "  tabellion signer --asker notary.example.com",
            "      and then, where for-the-server was carried to:",
            "  tabellion serve --signer https://localhost:8444 --signer-credentials for-the-server",
            "  tabellion signer --asker notary.example.com --bind 0.0.0.0 --name signer.internal",
            "  TABELLION_DATABASE_PASSWORD=... tabellion signer --asker notary.example.com \\",
            "      --database jdbc:postgresql://db.example.com/signer --database-user signer_owner"
        })
final class SignerCommand implements Callable<Integer> {

    private static final int CANNOT_START = 1;

    /** What holds where neither options nor the environment nor a file say otherwise. */
    static final Map<String, Object> DEFAULTS =
            Map.of("tabellion.port", "8444", "tabellion.data", "data-signer");

    private final Class<?> program;

    @Option(names = "--port", paramLabel = "PORT", description = "TCP port (default 8444).")
    @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default loopback).")
    @Nullable String bind;

    @Option(
            names = "--asker",
            paramLabel = "NAME",
            description =
                    "Who may ask for signatures: a DNS name or URI, exactly as their certificate"
                            + " has it. Can be repeated.")
    List<String> askers = List.of();

    @Option(
            names = "--reader",
            paramLabel = "NAME",
            description = "Who may read the journal, in the same way.")
    List<String> readers = List.of();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "A name under which servers reach this signer, for the certificate it makes"
                            + " itself. Can be repeated.")
    List<String> names = List.of();

    @Option(names = "--log-json", description = "One JSON object per log line.")
    boolean logJson;

    @Mixin final StoreOptions store = new StoreOptions();

    SignerCommand(Class<?> program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        var application = new SpringApplication(program);
        application.setAdditionalProfiles(TrustDomains.SIGNER_ALONE);
        application.setDefaultProperties(DEFAULTS);
        var context = StartFailure.orTold(() -> application.run(arguments()));
        if (context == null) {
            return CANNOT_START;
        }
        SignerNotice.print((ServletWebServerApplicationContext) context, System.out);
        return 0;
    }

    private String[] arguments() {
        return store.arguments()
                .with("tabellion.port", port)
                .with("tabellion.bind", bind)
                .withAll("tabellion.signer.askers", askers)
                .withAll("tabellion.signer.readers", readers)
                .withAll("tabellion.signer.names", names)
                .with("logging.structured.format.console", logJson ? "logstash" : null)
                .toArray();
    }
}
