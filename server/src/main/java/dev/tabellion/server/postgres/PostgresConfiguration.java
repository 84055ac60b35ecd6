package dev.tabellion.server.postgres;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseOwner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.NoneNestedConditions;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;

/** Runs the embedded PostgreSQL where no other database is given. */
@Configuration(proxyBeanMethods = false)
@Conditional(PostgresConfiguration.NoDatabaseGiven.class)
@EnableConfigurationProperties(PostgresSettings.class)
public class PostgresConfiguration {

    @Bean
    EmbeddedPostgres embeddedPostgres(DataDirectory data, PostgresSettings settings) {
        return EmbeddedPostgres.start(data, settings);
    }

    @Bean
    DatabaseOwner embeddedOwner(EmbeddedPostgres postgres) {
        return postgres.owner();
    }

    static final class NoDatabaseGiven extends NoneNestedConditions {

        NoDatabaseGiven() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnProperty("tabellion.database.url")
        static final class DatabaseGiven {}
    }
}
