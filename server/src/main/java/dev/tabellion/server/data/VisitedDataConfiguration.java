package dev.tabellion.server.data;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Looks into the data directory, whoever holds it. For what can be done beside a running signer.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSettings.class)
public class VisitedDataConfiguration {

    @Bean
    DataDirectory dataDirectory(DataSettings settings) {
        return DataDirectory.visit(settings.data());
    }
}
