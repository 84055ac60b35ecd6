package dev.tabellion.server.cli;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.server.command.EventStoreConfiguration;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.RecordDatabaseConfiguration;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.imports.ImportConfiguration;
import dev.tabellion.server.imports.ImportRun;
import dev.tabellion.server.imports.ImportWishes;
import dev.tabellion.server.imports.ImportWishes.Half;
import dev.tabellion.server.imports.RecordedImport;
import dev.tabellion.server.postgres.PostgresConfiguration;
import dev.tabellion.server.read.ProjectionConfiguration;
import dev.tabellion.server.remote.RemoteSignerConfiguration;
import dev.tabellion.server.signer.SignerConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.vault.Keyring;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The parts of this installation that an import writes to, without their doors. Never beside a
 * signer that runs: there is one writer of a journal.
 */
record ImportRoom(ConfigurableApplicationContext context) implements AutoCloseable {

    static ImportRoom open(StoreOptions store, Half half) {
        List<Class<?>> parts =
                new ArrayList<>(
                        List.of(
                                ClockConfiguration.class,
                                DataConfiguration.class,
                                PostgresConfiguration.class,
                                DatabaseConfiguration.class,
                                SignerDatabaseConfiguration.class,
                                SignerConfiguration.class));
        if (half.hasCollections()) {
            parts.addAll(
                    List.of(
                            RecordDatabaseConfiguration.class,
                            EventStoreConfiguration.class,
                            ProjectionConfiguration.class,
                            RemoteSignerConfiguration.class, // if the settings name a signer
                            ImportConfiguration.class));
        }
        var program =
                new SpringApplicationBuilder(parts.toArray(Class<?>[]::new))
                        .web(WebApplicationType.NONE);
        if (half == Half.KEYS) { // a ceremony at the signer, see SignerRoom
            program.profiles(TrustDomains.SIGNER_ALONE).properties(SignerCommand.DEFAULTS);
        }
        return new ImportRoom(program.run(store.arguments().toArray()));
    }

    /** Whether all went well, or in a dry run would. */
    boolean run(ImportWishes wishes) {
        Half half = wishes.half();
        return new ImportRun(wishes, System.getenv(), System.out, System.err)
                .with(
                        half.hasKeys() ? signer() : null,
                        context.getBean(RoleSigner.class),
                        half.hasCollections() ? context.getBean(RecordedImport.class) : null);
    }

    private ImportRun.Signer signer() {
        return new ImportRun.Signer(
                context.getBean(Keyring.class),
                context.getBean(Book.class),
                context.getBean(Clock.class));
    }

    @Override
    public void close() {
        context.close();
    }
}
