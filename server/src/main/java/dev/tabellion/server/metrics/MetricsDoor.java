package dev.tabellion.server.metrics;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.notary.NotaryRoute;
import dev.tabellion.notary.RequestAttributes;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/**
 * {@code GET /metrics} in Prometheus' text format 0.0.4. It is open to everyone, as in Notary, so
 * it is written at most once a second however often it is asked for.
 */
final class MetricsDoor implements Filter {
    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();

    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();
    private final AtomicReference<Page> newest;

    private record Page(long since, Bytes text) {}

    MetricsDoor(PrometheusRegistry registry) {
        this.registry = registry;
        newest = new AtomicReference<>(new Page(System.nanoTime() - FRESH_NANOS, Bytes.utf8("")));
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request.getAttribute(RequestAttributes.ROUTE) instanceof NotaryRoute.Metrics)) {
            chain.doFilter(request, response);
            return;
        }
        var text = page().text().toArray();
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }

    private synchronized Page page() throws IOException {
        var page = newest.get();
        var now = System.nanoTime();
        if (now - page.since() >= FRESH_NANOS) {
            var text = new ByteArrayOutputStream();
            writer.write(text, registry.scrape());
            page = new Page(now, Bytes.of(text.toByteArray()));
            newest.set(page);
        }
        return page;
    }
}
