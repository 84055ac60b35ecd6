package dev.tabellion.server.signer;

import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.token.ConfiguredToken;
import dev.tabellion.server.trust.KeySide;
import dev.tabellion.signer.vault.KeyKind;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.TokenCollections;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signer.vault.WrongKeyEncryptionKey;
import dev.tabellion.signer.vault.pkcs11.Pkcs11Vault;
import dev.tabellion.signer.vault.pkcs11.Token;
import java.util.Locale;
import java.util.Objects;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The vaults of this process: software always, a token where one is configured. */
@KeySide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SignerSettings.class, VaultSettings.class})
public class VaultConfiguration {
    private static final String TOKEN = "tabellion.signer.token";

    @Bean
    @ConditionalOnProperty(TOKEN + ".library")
    Token token(VaultSettings settings) {
        var access = Objects.requireNonNull(settings.token());
        return new ConfiguredToken(TOKEN, access).open(Token::open);
    }

    @Bean
    KeyEncryptionSource keyEncryptionSource(
            SignerSettings settings,
            VaultSettings vaults,
            DataDirectory data,
            ObjectProvider<Token> token) {
        ConfiguredToken.refuseHalf(TOKEN, vaults.token());
        return new KeyEncryptionSource(settings, data, token.getIfAvailable());
    }

    @Bean
    SoftwareVault softwareVault(
            KeyEncryptionSource source,
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource) {
        try {
            return SoftwareVault.open(signerDataSource, source.current(), source.previous());
        } catch (WrongKeyEncryptionKey e) {
            throw new StartupRefused(
                    e.getMessage()
                            + " It was read from "
                            + source.whereFrom()
                            + "; TABELLION_KEK or the setting tabellion.kek-file gives another.",
                    e);
        } catch (SignerUnavailable e) {
            throw new StartupRefused(
                    "The key-encryption key in "
                            + source.whereFrom()
                            + " is opened by the token, and the token does not answer.",
                    e);
        }
    }

    @Bean
    Keyring keyring(
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource,
            SoftwareVault software,
            VaultSettings settings,
            ObjectProvider<Token> token,
            Environment environment) {
        TokenCollections inToken = inToken(settings);
        if (!inToken.isEmpty()) {
            refuseWhatNoTokenMakes(environment);
        }
        return new Keyring(signerDataSource, vaults(software, inToken, token.getIfAvailable()));
    }

    /**
     * The server's setting: where it is in the same process or file, better now than at each key.
     */
    private static void refuseWhatNoTokenMakes(Environment environment) {
        Binder.get(environment)
                .bind("tabellion.publishing.key-algorithm", KeyAlgorithm.class)
                .map(KeyKind::of)
                .ifBound(
                        kind -> {
                            if (!Pkcs11Vault.makes(kind)) {
                                throw new StartupRefused(
                                        "The token makes no keys of"
                                                + " tabellion.publishing.key-algorithm="
                                                + kind.toString().toLowerCase(Locale.ROOT)
                                                + ", and collections of"
                                                + " tabellion.signer.token-collections need theirs"
                                                + " from it. Take ecdsa, or leave that list empty.");
                            }
                        });
    }

    private static Vaults vaults(
            SoftwareVault software, TokenCollections inToken, @Nullable Token token) {
        if (token != null) {
            return Vaults.withToken(software, new Pkcs11Vault(token), inToken);
        }
        if (!inToken.isEmpty()) {
            throw new StartupRefused(
                    "Some collections' keys belong in a token (tabellion.signer.token-collections),"
                            + " but none is configured: set tabellion.signer.token.library.");
        }
        return Vaults.softwareOnly(software);
    }

    private static TokenCollections inToken(VaultSettings settings) {
        try {
            return new TokenCollections(settings.tokenCollections());
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "tabellion.signer.token-collections: " + e.getMessage() + ".", e);
        }
    }
}
