package dev.tabellion.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.server.access.AccessConfiguration;
import dev.tabellion.server.web.WebConfiguration;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** What Prometheus sees of requests over real HTTP, held against Notary's own names. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private ServletWebServerApplicationContext running;

    @BeforeAll
    void start() {
        running =
                (ServletWebServerApplicationContext)
                        new SpringApplicationBuilder(Wiring.class)
                                .properties("tabellion.http=true", "tabellion.port=0")
                                .run();
    }

    @AfterAll
    void stop() {
        running.close();
    }

    @Test
    void requests_are_counted_under_notarys_names() throws Exception {
        assertThat(send("GET", "/v2/a/_trust/tuf/timestamp.json").statusCode()).isEqualTo(200);
        assertThat(send("GET", "/v2/a/_trust/tuf/1.root.json").statusCode()).isEqualTo(200);
        assertThat(send("BREW", "/v2/a/_trust/tuf/root.json").statusCode()).isEqualTo(200);
        var foreign = send("DELETE", "/v2/a/_trust/tuf/", "Origin", "https://evil.example");
        assertThat(foreign.statusCode()).isEqualTo(403);

        var metrics = metrics();

        var name = "notary_server_http_";
        assertThat(metrics)
                .contains("# TYPE " + name + "request_duration_microseconds summary")
                .contains("# TYPE " + name + "request_size_bytes summary")
                .contains("# TYPE " + name + "response_size_bytes summary")
                .contains("# TYPE " + name + "requests_total counter")
                .contains(
                        name
                                + "requests_total{code=\"200\",method=\"get\",operation=\"GetRole\"}"
                                + " 1.0")
                .contains(
                        name
                                + "requests_total{code=\"403\",method=\"delete\",operation=\"DeleteTUF\"}"
                                + " 1.0")
                .contains(name + "response_size_bytes_sum{operation=\"GetRole\"} 5.0")
                .contains(name + "request_duration_microseconds_count{operation=\"GetRole\"} 1")
                .contains(
                        name
                                + "request_duration_microseconds{operation=\"UpdateTUF\",quantile=\"0.99\"}"
                                + " NaN");
        for (var quantile : List.of("0.5", "0.9", "0.99")) {
            assertThat(metrics)
                    .containsPattern(
                            name
                                    + "request_duration_microseconds\\{operation=\"GetRole\",quantile=\""
                                    + quantile
                                    + "\"} [0-9]");
        }
        for (var operation : Operation.values()) {
            assertThat(metrics)
                    .contains("request_size_bytes_count{operation=\"" + operation.label() + "\"}");
        }
    }

    @Test
    void the_page_is_prometheus_text_and_starts_our_own_counters_at_zero() throws Exception {
        var answer = send("GET", "/metrics");

        assertThat(answer.headers().firstValue("Content-Type").orElseThrow())
                .isEqualTo("text/plain;version=0.0.4;charset=utf-8");
        assertThat(answer.body())
                .contains(
                        "tabellion_documents_published_total{author=\"server\",reason=\"renewed\"} 0.0")
                .contains("tabellion_signatures_total{role=\"timestamp\"} 0.0")
                .contains("tabellion_collections_deleted_total 0.0");
    }

    /** The page is written at most once a second, so ask until it has been written anew. */
    private String metrics() throws Exception {
        var deadline = System.nanoTime() + 10_000_000_000L;
        var page = send("GET", "/metrics").body();
        while (!page.contains("operation=\"DeleteTUF\"} 1\n") && System.nanoTime() < deadline) {
            Thread.onSpinWait();
            page = send("GET", "/metrics").body();
        }
        return page;
    }

    private HttpResponse<String> send(String method, String path, String... headers)
            throws IOException, InterruptedException {
        var port = Objects.requireNonNull(running.getWebServer()).getPort();
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration(TomcatServletWebServerAutoConfiguration.class)
    @Import({WebConfiguration.class, AccessConfiguration.class, MetricsConfiguration.class})
    static class Wiring {
        @Bean
        ServletRegistrationBean<HttpServlet> hello() {
            return new ServletRegistrationBean<>(new Hello(), "/");
        }
    }

    private static final class Hello extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response)
                throws IOException {
            response.getOutputStream().print("hello");
        }
    }
}
