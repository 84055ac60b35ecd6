package dev.tabellion.server.cli;

import dev.tabellion.projection.current.CurrentRebuild;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.postgres.PostgresConfiguration;
import dev.tabellion.server.start.StartupRefused;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Where everything is kept (default ./data).")
    @Nullable Path data;

    @Option(
            names = "--database",
            paramLabel = "JDBC_URL",
            description = "A PostgreSQL of yours, in place of the embedded one.")
    @Nullable String database;

    @Option(
            names = "--database-user",
            paramLabel = "USER",
            description = "Its owner, unless the URL says.")
    @Nullable String databaseUser;

    @Override
    public Integer call() {
        try (var context =
                new SpringApplicationBuilder(
                                DataConfiguration.class,
                                PostgresConfiguration.class,
                                DatabaseConfiguration.class)
                        .web(WebApplicationType.NONE)
                        .run(properties().toArray(String[]::new))) {
            var events =
                    new CurrentRebuild(context.getBean(DataSource.class))
                            .run(done -> System.out.printf("\r%d events", done));
            System.out.printf("\rRebuilt what is current from %d events.%n", events);
            return 0;
        } catch (StartupRefused e) {
            StartFailure.tell(e);
            return CANNOT_START;
        }
    }

    private List<String> properties() {
        var properties = new ArrayList<String>();
        add(properties, "tabellion.data", data);
        add(properties, "tabellion.database.url", database);
        add(properties, "tabellion.database.username", databaseUser);
        return properties;
    }

    private static void add(List<String> properties, String name, @Nullable Object value) {
        if (value != null) {
            properties.add("--" + name + "=" + value);
        }
    }
}
