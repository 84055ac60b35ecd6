package dev.tabellion.server.postgres;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.data.VisitedDataConfiguration;
import dev.tabellion.server.database.DatabaseOwner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Finds the embedded PostgreSQL of a visited directory, where no other database is given. */
@Profile(VisitedDataConfiguration.VISIT)
@Configuration(proxyBeanMethods = false)
@Conditional(PostgresConfiguration.NoDatabaseGiven.class)
@EnableConfigurationProperties(PostgresSettings.class)
public class VisitedPostgresConfiguration {

    @Bean(destroyMethod = "close")
    VisitedPostgres visitedPostgres(DataDirectory data, PostgresSettings settings) {
        return VisitedPostgres.of(data, settings);
    }

    @Bean
    DatabaseOwner embeddedOwner(VisitedPostgres postgres) {
        return postgres.owner();
    }
}
