package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.server.trust.RecordSide;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * The record's pool with its transaction manager, declared by hand: left to auto-configuration,
 * Axon 4 on Spring Boot 4 silently stores nothing, or stores without transactions.
 */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class RecordDatabaseConfiguration {

    @Bean
    RecordDatabase recordDatabase(DatabaseOwner owner, DatabaseSettings settings) {
        return RecordDatabase.prepare(owner, settings);
    }

    @Bean
    @Primary
    HikariDataSource appDataSource(RecordDatabase database) {
        return database.appPool();
    }

    @Bean
    @Primary
    JdbcTransactionManager transactionManager(DataSource appDataSource) {
        return new JdbcTransactionManager(appDataSource);
    }
}
