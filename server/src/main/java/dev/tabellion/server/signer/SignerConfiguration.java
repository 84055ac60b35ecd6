package dev.tabellion.server.signer;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.server.crypto.VerificationConfiguration;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.KeySide;
import dev.tabellion.signer.Ceremonies;
import dev.tabellion.signer.KeyInspection;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.BookInspection;
import dev.tabellion.signer.book.HeadFile;
import dev.tabellion.signer.book.JournalHeldElsewhere;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.verify.SignatureCheck;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The signer of this process: its keys, its book, and the desk between them. */
@KeySide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PolicyLimits.class)
@Import({VaultConfiguration.class, VerificationConfiguration.class})
public class SignerConfiguration {
    /** Under the data directory, and never in a backup together with the signer's database. */
    public static final String HEAD_FILE = "signer-head";

    /** A million entries take a core about half a minute. */
    private static final Duration JOURNAL_ROUND = Duration.ofHours(1);

    @Bean(destroyMethod = "close")
    Book book(
            SignerDatabase database,
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource,
            DataDirectory data,
            Clock clock) {
        try {
            return Book.open(
                    database.signerSessions(),
                    signerDataSource,
                    new HeadFile(data.path().resolve(HEAD_FILE)),
                    clock);
        } catch (JournalHeldElsewhere e) {
            throw new StartupRefused(
                    e.getMessage()
                            + " Stop that one; or have this server ask it, with --signer URL. Two"
                            + " signers would each know half of what was signed.",
                    e);
        }
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    BookInspection bookInspection(Book book) {
        return new BookInspection(book, JOURNAL_ROUND);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    KeyInspection keyInspection(Keyring keyring, Book book, Clock clock, VaultSettings settings) {
        return new KeyInspection(keyring, book, clock, settings.keyInspection());
    }

    @Bean
    KeysCheck keysCheck(KeyInspection inspection) {
        return new KeysCheck(inspection);
    }

    @Bean
    SigningDesk signingDesk(
            Keyring keyring, Book book, PolicyLimits limits, SignatureCheck check, Clock clock) {
        return new SigningDesk(
                keyring,
                book,
                new SigningPolicy(limits.settings(), keyring::placeOf, check),
                clock);
    }

    @Bean
    RoleSigner roleSigner(SigningDesk desk) {
        return desk.as(Peer.IN_PROCESS);
    }

    @Bean
    Ceremonies ceremonies(Book book, Clock clock) {
        return new Ceremonies(book, clock);
    }

    @Bean
    BookCheck bookCheck(Book book) {
        return new BookCheck(book);
    }
}
