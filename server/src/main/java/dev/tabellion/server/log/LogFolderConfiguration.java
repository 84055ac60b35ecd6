package dev.tabellion.server.log;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.token.ConfiguredToken;
import dev.tabellion.server.trust.LogSide;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.signer.vault.pkcs11.TokenEd25519;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the log's key lies, for whoever keeps the log and whoever comes to see to it. */
@LogSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
public class LogFolderConfiguration {
    private static final String KEY_TOKEN = "tabellion.log.key-token";

    @Bean(destroyMethod = "close")
    @ConditionalOnProperty(KEY_TOKEN + ".library")
    TokenEd25519 logKeyInToken(LogSettings settings) {
        var access = Objects.requireNonNull(settings.keyToken());
        return new ConfiguredToken(KEY_TOKEN, access)
                .open(token -> TokenEd25519.open(token, settings.keyLabel()));
    }

    @Bean
    LogFolder logFolder(
            LogSettings settings, DataDirectory data, ObjectProvider<TokenEd25519> token) {
        ConfiguredToken.refuseHalf(KEY_TOKEN, settings.keyToken());
        Path given = settings.folder();
        Path folder = given == null ? data.directory("log") : given;
        TokenEd25519 key = token.getIfAvailable();
        return key == null ? new LogFolder(folder) : LogFolder.withKeyIn(key, folder);
    }
}
