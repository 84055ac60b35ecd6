package dev.tabellion.server.web;

import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.server.trust.SignerAlone;
import java.net.InetAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Shapes Tomcat's one connector, for peers: on loopback unless the operator says where. */
@SignerAlone
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListenSettings.class)
public class SignerWebConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connector(
            ListenSettings settings, PeerTls tls) {
        var bind = settings.bind();
        return new OneConnector(
                settings.port(),
                bind == null ? InetAddress.getLoopbackAddress() : bind,
                (connector, protocol) -> PeerConnector.secure(connector, protocol, tls));
    }
}
