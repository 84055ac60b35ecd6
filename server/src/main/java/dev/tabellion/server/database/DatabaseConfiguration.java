package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Objects;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The pools with their transaction managers, declared by hand: left to auto-configuration, Axon 4
 * on Spring Boot 4 silently stores nothing, or stores without transactions.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {

    /** Qualifies what belongs to the signer's own database role. */
    public static final String SIGNER = "signer";

    @Bean
    @ConditionalOnProperty("tabellion.database.url")
    DatabaseOwner givenOwner(DatabaseSettings settings) {
        var url = Objects.requireNonNull(settings.url());
        return GivenDatabase.reached(GivenDatabase.owner(settings, url));
    }

    @Bean
    PreparedDatabase preparedDatabase(DatabaseOwner owner, DatabaseSettings settings) {
        return PreparedDatabase.prepare(owner, settings);
    }

    @Bean
    @Primary
    HikariDataSource appDataSource(PreparedDatabase database) {
        return database.appPool();
    }

    @Bean
    @Qualifier(SIGNER)
    HikariDataSource signerDataSource(PreparedDatabase database) {
        return database.signerPool();
    }

    @Bean
    @Primary
    JdbcTransactionManager transactionManager(DataSource appDataSource) {
        return new JdbcTransactionManager(appDataSource);
    }

    @Bean
    @Qualifier(SIGNER)
    JdbcTransactionManager signerTransactionManager(
            @Qualifier(SIGNER) DataSource signerDataSource) {
        return new JdbcTransactionManager(signerDataSource);
    }
}
