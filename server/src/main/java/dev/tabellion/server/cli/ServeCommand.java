package dev.tabellion.server.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Starts the server. Each option is a property of the same meaning, put where it wins over the
 * configuration file and the environment.
 */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = "Serve trust metadata until stopped by Ctrl-C or SIGTERM.",
        footer = {
            "",
            "Without configured authentication (tabellion.auth.type) the server listens on loopback"
                    + " only.",
            "",
            "Examples:",
            "  tabellion serve",
            "  tabellion serve --port 8443 --data /var/lib/tabellion",
            "  tabellion serve --tls-cert fullchain.pem --tls-key privkey.pem",
            "  tabellion serve --http --port 8080          (behind a TLS proxy on this machine)",
            "  tabellion serve --signer https://signer.internal:8444 --signer-credentials DIR",
            "  TABELLION_DATABASE_PASSWORD=... tabellion serve --database-user tabellion \\",
            "      --database 'jdbc:postgresql://db.example.com/tabellion?sslmode=verify-full'"
        })
final class ServeCommand implements Callable<Integer> {

    private static final int CANNOT_START = 1;

    private final Class<?> program;

    @Option(names = "--port", paramLabel = "PORT", description = "TCP port (default 4443).")
    @Nullable Integer port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Address to listen on; beyond loopback needs authentication.")
    @Nullable String bind;

    @Mixin final DoorOptions door = new DoorOptions();

    @Option(
            names = "--signer",
            paramLabel = "URL",
            description =
                    "A signer in a process of its own ('tabellion signer'), as"
                            + " https://HOST:8444; this server then has no keys.")
    @Nullable String signer;

    @Option(
            names = "--signer-credentials",
            paramLabel = "DIR",
            description =
                    "ca.pem, cert.pem and key.pem for that, as 'tabellion certificates' writes"
                            + " them.")
    @Nullable Path signerCredentials;

    @Option(
            names = "--log",
            paramLabel = "here|none",
            description =
                    "none where another process ('tabellion log run') or node keeps the"
                            + " transparency log (default here).")
    @Nullable LogKeeping log;

    @Option(names = "--log-json", description = "One JSON object per log line.")
    boolean logJson;

    @Mixin final StoreOptions store = new StoreOptions();

    /** Where the log is kept, as far as this server is concerned. */
    enum LogKeeping {
        here,
        none
    }

    ServeCommand(Class<?> program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        var application = new SpringApplication(program);
        var context = StartFailure.orTold(() -> application.run(arguments()));
        if (context == null) {
            return CANNOT_START;
        }
        ReadyNotice.print((ServletWebServerApplicationContext) context, System.out);
        return 0;
    }

    private String[] arguments() {
        return door.addTo(store.arguments())
                .with("tabellion.port", port)
                .with("tabellion.bind", bind)
                .with("tabellion.signer.url", signer)
                .with("tabellion.signer.credentials", signerCredentials)
                .with("tabellion.log.by", log)
                .with("logging.structured.format.console", logJson ? "logstash" : null)
                .toArray();
    }
}
