package dev.tabellion.server.cli;

import dev.tabellion.projection.current.CurrentRebuild;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.RecordDatabaseConfiguration;
import dev.tabellion.server.postgres.PostgresConfiguration;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes what is derived from events anew. Changes no event and serves nothing. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Make what is served anew from the events of the record.",
            "On a database of yours servers may go on serving and publishing meanwhile; the embedded"
                    + " one is free only while no server runs on the same data."
        },
        footer = {
            "",
            "Examples:",
            "  tabellion rebuild",
            "  TABELLION_DATABASE_PASSWORD=... tabellion rebuild --database-user tabellion \\",
            "      --database jdbc:postgresql://db.example.com/tabellion"
        })
final class RebuildCommand implements Callable<Integer> {

    private static final int CANNOT_START = 1;

    @Mixin final StoreOptions store = new StoreOptions();

    @Override
    public Integer call() {
        var context = StartFailure.orTold(() -> start(store.arguments()));
        if (context == null) {
            return CANNOT_START;
        }
        try (context) {
            rebuild(context.getBean(DataSource.class));
            return 0;
        }
    }

    private static ConfigurableApplicationContext start(SpringArguments arguments) {
        return new SpringApplicationBuilder(
                        DataConfiguration.class,
                        PostgresConfiguration.class,
                        DatabaseConfiguration.class,
                        RecordDatabaseConfiguration.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray());
    }

    private static void rebuild(DataSource record) {
        var events = new CurrentRebuild(record).run(done -> System.out.printf("\r%d events", done));
        System.out.printf("\rRebuilt what is current from %d events.%n", events);
    }
}
