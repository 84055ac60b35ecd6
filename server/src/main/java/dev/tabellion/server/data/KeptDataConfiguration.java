package dev.tabellion.server.data;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** Takes hold of a data directory that is there already. For what is done to what is kept there. */
@Profile(KeptDataConfiguration.KEPT)
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSettings.class)
public class KeptDataConfiguration {

    /** The profile of a command that works on what is kept; no server has it. */
    public static final String KEPT = "kept";

    @Bean
    DataDirectory dataDirectory(DataSettings settings) {
        return DataDirectory.reopen(settings.data());
    }
}
