package dev.tabellion.server.cli;

import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.postgres.PostgresConfiguration;
import dev.tabellion.server.signer.VaultConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.signer.vault.WrongKeyEncryptionKey;
import java.util.function.Consumer;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What is done to the keys where they are kept: opens the vaults, listens nowhere. */
final class KeyCeremony {
    private static final int FAILED = 1;

    private KeyCeremony() {}

    static int hold(SpringArguments arguments, Consumer<ApplicationContext> ceremony) {
        ConfigurableApplicationContext context;
        try {
            context = open(arguments);
        } catch (StartupRefused e) {
            StartFailure.tell(e);
            return FAILED;
        } catch (RuntimeException e) {
            return FAILED; // told by StartFailure or logged by Spring, before it got here
        }
        try (context) {
            ceremony.accept(context);
            return 0;
        } catch (StartupRefused | WrongKeyEncryptionKey e) {
            System.err.println(e.getMessage());
            return FAILED;
        }
    }

    private static ConfigurableApplicationContext open(SpringArguments arguments) {
        return new SpringApplicationBuilder(
                        DataConfiguration.class,
                        PostgresConfiguration.class,
                        DatabaseConfiguration.class,
                        SignerDatabaseConfiguration.class,
                        VaultConfiguration.class)
                .web(WebApplicationType.NONE)
                .run(arguments.toArray());
    }
}
