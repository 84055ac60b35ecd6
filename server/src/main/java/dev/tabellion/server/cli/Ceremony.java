package dev.tabellion.server.cli;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.server.crypto.CryptoConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.signer.vault.WrongKeyEncryptionKey;
import java.util.function.ToIntFunction;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

/** What a person does where a signer's keys are kept. Listens nowhere. */
final class Ceremony {
    private static final int FAILED = 1;

    private Ceremony() {}

    /**
     * Answers the exit code.
     *
     * @param furniture what the room has besides the signer's database
     */
    static int hold(
            SpringArguments arguments,
            Class<?>[] furniture,
            ToIntFunction<ApplicationContext> ceremony) {
        var room = StartFailure.orTold(() -> open(arguments, furniture));
        if (room == null) {
            return FAILED;
        }
        try (room) {
            return ceremony.applyAsInt(room);
        } catch (StartupRefused | WrongKeyEncryptionKey e) {
            System.err.println(e.getMessage());
            return FAILED;
        } catch (SignerUnavailable e) {
            System.err.println("Not possible now: " + e.getMessage());
            return FAILED;
        }
    }

    private static ConfigurableApplicationContext open(
            SpringArguments arguments, Class<?>[] furniture) {
        return new SpringApplicationBuilder(
                        ClockConfiguration.class,
                        CryptoConfiguration.class,
                        DatabaseConfiguration.class,
                        SignerDatabaseConfiguration.class)
                .sources(furniture)
                .profiles(TrustDomains.SIGNER_ALONE)
                .properties(SignerCommand.DEFAULTS)
                .web(WebApplicationType.NONE)
                .run(
                        arguments
                                // what a ceremony says may be read by programs
                                .with("logging.level.dev.tabellion", "warn")
                                .toArray());
    }
}
