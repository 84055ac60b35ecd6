package dev.tabellion.server.data;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/**
 * Looks into the data directory, whoever holds it. For what can be done beside a running signer.
 */
@Profile(VisitedDataConfiguration.VISIT)
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSettings.class)
public class VisitedDataConfiguration {

    /** The profile of a command that visits; no server has it. */
    public static final String VISIT = "visit";

    @Bean
    DataDirectory dataDirectory(DataSettings settings) {
        return DataDirectory.visit(settings.data());
    }
}
