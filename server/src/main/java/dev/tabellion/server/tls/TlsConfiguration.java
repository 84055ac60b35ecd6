package dev.tabellion.server.tls;

import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.trust.RecordSide;
import java.time.InstantSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the certificate, unless the operator asked for plain HTTP on loopback. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "tabellion.http", havingValue = "false", matchIfMissing = true)
@EnableConfigurationProperties(TlsSettings.class)
public class TlsConfiguration {

    @Bean
    CertificateFiles certificateFiles(TlsSettings settings, DataDirectory data) {
        return ServerCertificate.files(settings, data, InstantSource.system());
    }
}
