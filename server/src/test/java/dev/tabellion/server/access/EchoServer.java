package dev.tabellion.server.access;

import dev.tabellion.collection.Provenance;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.server.web.WebConfiguration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The real connector and the real access filter, and behind them a servlet that says who it saw.
 */
@Configuration(proxyBeanMethods = false)
@ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
@Import({WebConfiguration.class, AccessConfiguration.class})
class EchoServer {

    static ConfigurableApplicationContext start(Map<String, Object> settings) {
        return new SpringApplicationBuilder(EchoServer.class)
                .properties(settings)
                .properties(Map.of("tabellion.http", "true", "tabellion.port", "0"))
                .run();
    }

    static RawHttp at(ConfigurableApplicationContext running) {
        var server = ((ServletWebServerApplicationContext) running).getWebServer();
        return new RawHttp(java.util.Objects.requireNonNull(server).getPort());
    }

    @Bean
    ServletRegistrationBean<HttpServlet> echo() {
        return new ServletRegistrationBean<>(new Echo(), "/");
    }

    private static final class Echo extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            var provenance = (Provenance) request.getAttribute(RequestAttributes.PROVENANCE);
            var route = request.getAttribute(RequestAttributes.ROUTE);
            var publisher = provenance.publisher();
            response.setContentType("text/plain; charset=utf-8");
            response.getWriter()
                    .write(
                            "%s|%s|%s|%s|%s"
                                    .formatted(
                                            publisher.subject(),
                                            publisher.method(),
                                            publisher.address(),
                                            provenance.requestId(),
                                            route));
        }
    }
}
