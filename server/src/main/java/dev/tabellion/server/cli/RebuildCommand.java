package dev.tabellion.server.cli;

import dev.tabellion.projection.audit.AuditRebuild;
import dev.tabellion.projection.current.CurrentRebuild;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.RecordDatabaseConfiguration;
import dev.tabellion.server.postgres.PostgresConfiguration;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes what is derived from events anew. Changes no event and serves nothing. */
@Command(
        name = "rebuild",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        sortOptions = false,
        description = {
            "Make what is served anew from the events of the record, and the audit trail from the"
                    + " log.",
            "On a database of yours servers may go on serving and publishing meanwhile; the embedded"
                    + " one is free only while no server runs on the same data. Questions to the audit trail"
                    + " find what is there again already."
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
            rebuildCurrent(context.getBean(DataSource.class));
            rebuildTrail(context);
            return 0;
        } catch (SQLException e) {
            throw new IllegalStateException("making the audit trail anew", e);
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

    private static void rebuildCurrent(DataSource record) {
        var events = new CurrentRebuild(record).run(done -> System.out.printf("\r%d events", done));
        System.out.printf("\rRebuilt what is current from %d events.%n", events);
    }

    private static void rebuildTrail(ApplicationContext context) throws SQLException {
        var transactions =
                new SpringTransactionManager(context.getBean(JdbcTransactionManager.class));
        var rebuild = new AuditRebuild(context.getBean(DataSource.class), transactions);
        try (var owner = context.getBean(DatabaseOwner.class).connect()) {
            var entries = rebuild.run(owner, done -> System.out.printf("\r%d entries", done));
            System.out.printf("\rRebuilt the audit trail from %d entries.%n", entries);
        }
    }
}
