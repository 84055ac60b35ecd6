package dev.tabellion.server.signer;

import dev.tabellion.collection.RoleSigner;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.trust.KeySide;
import dev.tabellion.signer.VaultRoleSigner;
import dev.tabellion.signer.vault.Keyring;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The signer of this process, on its own database role. */
@KeySide
@Configuration(proxyBeanMethods = false)
@Import(VaultConfiguration.class)
public class SignerConfiguration {

    @Bean
    RoleSigner roleSigner(
            Keyring keyring,
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource) {
        return new VaultRoleSigner(keyring, signerDataSource);
    }
}
