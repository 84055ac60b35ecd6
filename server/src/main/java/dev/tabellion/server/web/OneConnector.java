package dev.tabellion.server.web;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/**
 * The connector a process has, whomever it is for. Runs last, so that what it sets is not undone by
 * Spring's own defaults.
 *
 * @param address null for every one
 */
record OneConnector(int port, @Nullable InetAddress address, Security security)
        implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

    /** Puts TLS onto a connector, or leaves it out. */
    @FunctionalInterface
    interface Security {
        void apply(Connector connector, AbstractHttp11Protocol<?> protocol);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        factory.setPort(port);
        factory.setAddress(address);
        factory.addConnectorCustomizers(
                connector -> {
                    var protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
                    ConnectorLimits.apply(connector, protocol);
                    security.apply(connector, protocol);
                });
        factory.addContextCustomizers(context -> speakNotary((StandardHost) context.getParent()));
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
