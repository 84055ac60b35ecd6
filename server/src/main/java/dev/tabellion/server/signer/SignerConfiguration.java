package dev.tabellion.server.signer;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.KeySide;
import dev.tabellion.signer.VaultRoleSigner;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signer.vault.WrongKeyEncryptionKey;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The signer of this process, on its own database role. */
@KeySide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SignerSettings.class)
public class SignerConfiguration {
    private static final String FILE = "key-encryption-key";

    @Bean
    SoftwareVault vault(
            SignerSettings settings,
            DataDirectory data,
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource) {
        SecretFile own = data.secret(FILE);
        try {
            return SoftwareVault.open(
                    signerDataSource, KeyEncryptionKey.parse(text(settings, own)));
        } catch (IllegalArgumentException | WrongKeyEncryptionKey e) {
            throw new StartupRefused(
                    e.getMessage()
                            + " It was read from "
                            + source(settings, own)
                            + "; TABELLION_KEK or --tabellion.kek-file=FILE gives another.",
                    e);
        }
    }

    @Bean
    Keyring keyring(
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource,
            SoftwareVault software) {
        return new Keyring(signerDataSource, Vaults.softwareOnly(software));
    }

    @Bean
    RoleSigner roleSigner(
            Keyring keyring,
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource) {
        return new VaultRoleSigner(keyring, signerDataSource);
    }

    private static String text(SignerSettings settings, SecretFile own) {
        if (settings.kek() != null) {
            return settings.kek();
        }
        return settings.kekFile() != null
                ? new SecretFile(settings.kekFile()).read()
                : own.readOrMakeUp();
    }

    private static String source(SignerSettings settings, SecretFile own) {
        if (settings.kek() != null) {
            return "the environment or the configuration";
        }
        return String.valueOf(settings.kekFile() != null ? settings.kekFile() : own.path());
    }
}
