package dev.tabellion.server.web;

import dev.tabellion.server.tls.CertificateFiles;
import dev.tabellion.server.trust.RecordSide;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** Shapes Tomcat's one connector. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ListenSettings.class)
public class WebConfiguration {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> connector(
            ListenSettings settings, ObjectProvider<CertificateFiles> certificate) {
        Loopback.require(settings);
        return new OurConnector(settings, certificate);
    }

    /** Runs last, so that what it sets is not undone by Spring's own defaults. */
    private record OurConnector(
            ListenSettings settings, ObjectProvider<CertificateFiles> certificate)
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
        }

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.setPort(settings.port());
            factory.setAddress(settings.address());
            factory.addConnectorCustomizers(
                    connector -> {
                        var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
                        ConnectorLimits.apply(connector, protocol);
                        certificate.ifAvailable(
                                files -> HttpsConnector.secure(connector, protocol, files));
                    });
            factory.addContextCustomizers(
                    context -> speakNotary((StandardHost) context.getParent()));
        }

        private static void speakNotary(StandardHost host) {
            var pipeline = host.getPipeline();
            for (var valve : pipeline.getValves()) {
                if (valve instanceof ErrorReportValve) {
                    pipeline.removeValve(valve);
                }
            }
            pipeline.addValve(new NotaryErrorValve());
            // names the one that is there, or Tomcat would add its own beside it
            host.setErrorReportValveClass(NotaryErrorValve.class.getName());
        }
    }
}
