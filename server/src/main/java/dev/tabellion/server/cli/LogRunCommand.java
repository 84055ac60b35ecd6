package dev.tabellion.server.cli;

import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.logalone.LogAloneConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.tlog.CheckpointSigner;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps the log and nothing else, in a process of its own, with a key that no server has. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Keep the log of servers elsewhere until stopped by Ctrl-C or SIGTERM.",
            "Those run with --log none. This one needs the record's database, as the log's own role,"
                    + " and keeps its key under ./data-log unless --data says where."
        },
        footer = {
            "",
            "Examples:",
            "  TABELLION_DATABASE_PASSWORD=... tabellion log run \\",
            "      --database jdbc:postgresql://db.example.com/tabellion \\",
            "      --database-user tabellion_log"
        })
final class LogRunCommand implements Callable<Integer> {
    private static final int CANNOT_START = 1;
    private static final int USAGE = 2;

    /** What holds where neither options nor the environment nor a file say otherwise. */
    static final Map<String, Object> DEFAULTS =
            Map.of("tabellion.port", "8445", "tabellion.data", "data-log");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "TCP port on loopback, for GET /health (default 8445).")
    @Nullable Integer port;

    @Option(names = "--log-json", description = "One JSON object per log line.")
    boolean logJson;

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        if (store.database == null && store.config == null) {
            System.err.println(
                    "Say with --database where the record is: a log of its own does not run the"
                            + " embedded one.");
            return USAGE;
        }
        var context = StartFailure.orTold(this::start);
        if (context == null) {
            return CANNOT_START;
        }
        System.out.printf(
                "%nTabellion keeps the log%n  key: %s%n  data: %s%n",
                context.getBean(CheckpointSigner.class).key(),
                context.getBean(DataDirectory.class).path());
        System.out.flush();
        return 0;
    }

    private ConfigurableApplicationContext start() {
        return new SpringApplicationBuilder(
                        ClockConfiguration.class,
                        DataConfiguration.class,
                        DatabaseConfiguration.class,
                        LogAloneConfiguration.class)
                .profiles(TrustDomains.LOG_ALONE)
                .properties(DEFAULTS)
                .web(WebApplicationType.NONE)
                .run(
                        store.arguments()
                                .with("tabellion.port", port)
                                .with(
                                        "logging.structured.format.console",
                                        logJson ? "logstash" : null)
                                .toArray());
    }
}
