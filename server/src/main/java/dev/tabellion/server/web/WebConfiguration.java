package dev.tabellion.server.web;

import dev.tabellion.server.tls.CertificateFiles;
import dev.tabellion.server.trust.RecordSide;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shapes Tomcat's one connector, for clients. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListenSettings.class)
public class WebConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connector(
            ListenSettings settings, ObjectProvider<CertificateFiles> certificate) {
        Loopback.require(settings);
        return new OneConnector(
                settings.port(),
                settings.address(),
                (connector, protocol) ->
                        certificate.ifAvailable(
                                files -> HttpsConnector.secure(connector, protocol, files)));
    }
}
