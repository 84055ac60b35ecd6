package dev.tabellion.server.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the provider before any bean has made a key. */
@Configuration(proxyBeanMethods = false)
public class CryptoConfiguration {
    private static final Logger LOG = LoggerFactory.getLogger(CryptoConfiguration.class);

    @Bean
    static BeanFactoryPostProcessor nativeProvider() {
        return _ -> tell(NativeProvider.install());
    }

    private static void tell(@Nullable Throwable problem) {
        if (problem == null) {
            String provider = AmazonCorrettoCryptoProvider.INSTANCE.getInfo();
            LOG.atInfo().addKeyValue("provider", provider).log("crypto-native");
        } else {
            LOG.atInfo().addKeyValue("reason", String.valueOf(problem)).log("crypto-by-the-jdk");
        }
    }
}
