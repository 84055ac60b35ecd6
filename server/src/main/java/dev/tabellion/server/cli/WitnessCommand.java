package dev.tabellion.server.cli;

import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.server.witness.WitnessConfiguration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Starts a witness and nothing else: no database, no TUF, and of Spring only what puts the pieces
 * together.
 */
@Command(
        name = "witness",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Cosign checkpoints of transparency logs until stopped by Ctrl-C or SIGTERM (C2SP"
                    + " tlog-witness).",
            "A witness is worth something to others only if it does not run under the hands of those"
                    + " who run the log. Everything is kept under ./data-witness unless --data says"
                    + " where: that directory is never to be put back to an earlier state."
        },
        footer = {
            "",
            "The policy names each log by the vkey that its operator hands out (C2SP tlog-policy):",
            "  log tlog.example.com/tuf+cf54edd5+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
            "  quorum none",
            "",
            "Examples:",
            "  tabellion witness --policy logs.policy --name witness.example.com/w1",
            "  tabellion witness --policy logs.policy --bind 0.0.0.0 --port 443 \\",
            "      --tls-cert fullchain.pem --tls-key privkey.pem",
            "  tabellion witness --policy logs.policy --http --port 8080",
            "      behind a TLS proxy on this machine"
        })
final class WitnessCommand implements Callable<Integer> {
    private static final int CANNOT_START = 1;

    private static final Map<String, Object> DEFAULTS =
            Map.of("tabellion.port", "8446", "tabellion.data", "data-witness");

    @Option(
            names = "--policy",
            paramLabel = "FILE",
            description = "The logs to cosign; read at the start.")
    @Nullable Path policy;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description =
                    "What the witness's key is called, such as witness.example.com/w1; said once,"
                            + " when the key is made.")
    @Nullable String name;

    @Option(names = "--port", paramLabel = "PORT", description = "TCP port (default 8446).")
    @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on (default loopback).")
    @Nullable String bind;

    @Mixin final DoorOptions door = new DoorOptions();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where key and memory are kept (default ./data-witness).")
    @Nullable Path data;

    @Option(names = "--log-json", description = "One JSON object per log line.")
    boolean logJson;

    @Override
    public Integer call() {
        var context = StartFailure.orTold(this::run);
        if (context == null) {
            return CANNOT_START;
        }
        WitnessNotice.print((ServletWebServerApplicationContext) context, System.out);
        return 0;
    }

    private ConfigurableApplicationContext run() {
        return new SpringApplicationBuilder(WitnessConfiguration.class)
                .profiles(TrustDomains.WITNESS_ALONE)
                .properties(DEFAULTS)
                .web(WebApplicationType.SERVLET)
                .run(arguments());
    }

    private String[] arguments() {
        return door.addTo(new SpringArguments())
                .with("tabellion.witness.policy", policy)
                .with("tabellion.witness.name", name)
                .with("tabellion.port", port)
                .with("tabellion.bind", bind)
                .with("tabellion.data", data)
                .with("logging.structured.format.console", logJson ? "logstash" : null)
                .toArray();
    }
}
