package dev.tabellion.server.log;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.trust.LogSide;
import dev.tabellion.signer.checkpoint.LogFolder;
import java.nio.file.Path;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the log's key lies, for whoever keeps the log and whoever comes to see to it. */
@LogSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
public class LogFolderConfiguration {
    @Bean
    LogFolder logFolder(LogSettings settings, DataDirectory data) {
        Path folder = settings.folder();
        return new LogFolder(folder == null ? data.directory("log") : folder);
    }
}
