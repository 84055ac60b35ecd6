package dev.tabellion.server.cli;

import dev.tabellion.server.crypto.CryptoConfiguration;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.postgres.PostgresConfiguration;
import dev.tabellion.server.signer.VaultConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.book.JournalHeldElsewhere;
import dev.tabellion.signer.vault.Keyring;
import java.time.Clock;
import java.util.function.ToIntFunction;
import javax.sql.DataSource;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A signer's keys and journal without its door, for as long as a ceremony takes. Never beside a
 * signer that has them: there is one writer of a journal.
 */
record SignerRoom(Keyring keyring, Book book) {
    private static final int CANNOT_START = 1;
    private static final String HEAD_FILE = "signer-head";

    /** Answers the exit code. */
    static int hold(StoreOptions store, ToIntFunction<SignerRoom> ceremony) {
        ConfigurableApplicationContext context;
        try {
            context = start(store);
        } catch (StartupRefused e) {
            StartFailure.tell(e);
            return CANNOT_START;
        } catch (RuntimeException e) {
            return CANNOT_START; // told by StartFailure or logged by Spring, before it got here
        }
        try (context;
                var book = book(context)) {
            return ceremony.applyAsInt(new SignerRoom(context.getBean(Keyring.class), book));
        } catch (StartupRefused e) {
            StartFailure.tell(e);
            return CANNOT_START;
        }
    }

    private static ConfigurableApplicationContext start(StoreOptions store) {
        return new SpringApplicationBuilder(
                        ClockConfiguration.class,
                        CryptoConfiguration.class,
                        DataConfiguration.class,
                        PostgresConfiguration.class,
                        DatabaseConfiguration.class,
                        SignerDatabaseConfiguration.class,
                        VaultConfiguration.class)
                .profiles(TrustDomains.SIGNER_ALONE)
                .properties(SignerCommand.DEFAULTS)
                .web(WebApplicationType.NONE)
                .run(store.arguments().toArray());
    }

    private static Book book(ConfigurableApplicationContext context) {
        try {
            return Book.open(
                    context.getBean(SignerDatabase.class).signerSessions(),
                    context.getBean("signerDataSource", DataSource.class),
                    new HeadFile(context.getBean(DataDirectory.class).path().resolve(HEAD_FILE)),
                    context.getBean(Clock.class));
        } catch (JournalHeldElsewhere e) {
            throw new StartupRefused(e.getMessage() + " Stop that one for the ceremony.", e);
        }
    }
}
