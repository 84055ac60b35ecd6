package dev.tabellion.server.database;

import java.util.Objects;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The PostgreSQL that the operator gave, reached before anything is prepared in it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
public class DatabaseConfiguration {

    @Bean
    @ConditionalOnProperty("tabellion.database.url")
    DatabaseOwner givenOwner(DatabaseSettings settings) {
        var url = Objects.requireNonNull(settings.url());
        return GivenDatabase.reached(GivenDatabase.owner(settings, url));
    }
}
