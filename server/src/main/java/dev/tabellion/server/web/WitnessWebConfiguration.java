package dev.tabellion.server.web;

import dev.tabellion.server.tls.CertificateFiles;
import dev.tabellion.server.trust.WitnessAlone;
import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tomcat with one connector and nothing that Spring would add to it: what asks a witness are a few
 * logs, and whoever else finds it is to cost little.
 */
@WitnessAlone
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListenSettings.class)
public class WitnessWebConfiguration {
    private static final int CONNECTIONS = 512;
    private static final int KEEP_ALIVE_MILLIS = 30_000; // a log asks every ten seconds

    @Bean
    TomcatServletWebServerFactory webServer(
            ListenSettings settings, ObjectProvider<CertificateFiles> certificate) {
        InetAddress bind = settings.bind();
        Loopback.requireUnlessSecure(settings);
        var factory = new TomcatServletWebServerFactory();
        factory.setRegisterDefaultServlet(false);
        new OneConnector(
                        settings.port(),
                        bind == null ? InetAddress.getLoopbackAddress() : bind,
                        (connector, protocol) ->
                                shape(connector, protocol, certificate.getIfAvailable()))
                .customize(factory);
        return factory;
    }

    private static void shape(
            Connector connector,
            AbstractHttp11Protocol<?> protocol,
            @Nullable CertificateFiles certificate) {
        protocol.setExecutor(new VirtualThreadExecutor("witness-"));
        protocol.setMaxConnections(CONNECTIONS);
        protocol.setKeepAliveTimeout(KEEP_ALIVE_MILLIS);
        if (certificate != null) {
            HttpsConnector.secure(connector, protocol, certificate);
        }
    }
}
