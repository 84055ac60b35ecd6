package dev.tabellion.server.cli;

import dev.tabellion.server.crypto.CryptoConfiguration;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.postgres.PostgresConfiguration;
import dev.tabellion.server.signer.SignerConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.vault.Keyring;
import java.util.function.ToIntFunction;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * A signer's keys and journal without its door, for as long as a ceremony takes. Never beside a
 * signer that has them: there is one writer of a journal.
 */
record SignerRoom(Keyring keyring, Book book) {
    private static final int CANNOT_START = 1;

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
        try (context) {
            return ceremony.applyAsInt(
                    new SignerRoom(context.getBean(Keyring.class), context.getBean(Book.class)));
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
                        SignerConfiguration.class)
                .profiles(TrustDomains.SIGNER_ALONE)
                .properties(SignerCommand.DEFAULTS)
                .web(WebApplicationType.NONE)
                .run(
                        store.arguments()
                                // what a ceremony says may be read by programs
                                .with("logging.level.dev.tabellion", "warn")
                                .toArray());
    }
}
