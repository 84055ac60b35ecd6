package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.trust.KeySide;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The signer's pool, on a role of its own, with its transaction manager. */
@KeySide
@Configuration(proxyBeanMethods = false)
public class SignerDatabaseConfiguration {

    /** Qualifies what belongs to the signer's own database role. */
    public static final String SIGNER = "signer";

    @Bean
    SignerDatabase signerDatabase(
            DatabaseOwner owner, DatabaseSettings settings, DataDirectory data) {
        return data.isHeld()
                ? SignerDatabase.prepare(owner, settings)
                : SignerDatabase.prepared(owner, settings);
    }

    @Bean
    @Qualifier(SIGNER)
    HikariDataSource signerDataSource(SignerDatabase database) {
        return database.signerPool();
    }

    @Bean
    @Qualifier(SIGNER)
    JdbcTransactionManager signerTransactionManager(
            @Qualifier(SIGNER) DataSource signerDataSource) {
        return new JdbcTransactionManager(signerDataSource);
    }
}
