package dev.tabellion.server.crypto;

import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Chooses the provider before any bean has made a key. */
@Configuration(proxyBeanMethods = false)
public class CryptoConfiguration {

    @Bean
    static BeanFactoryPostProcessor nativeProvider() {
        return _ -> NativeProvider.install();
    }
}
