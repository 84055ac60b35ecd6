package dev.tabellion.server.data;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes hold of the data directory for the life of the program. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DataSettings.class)
public class DataConfiguration {

    @Bean
    DataDirectory dataDirectory(DataSettings settings) {
        return DataDirectory.open(settings.data());
    }
}
