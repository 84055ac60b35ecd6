package dev.tabellion.server.alert;

import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * {@code GET /api/alerts/figures}, for readers, in Prometheus' text format: how much was found. On
 * a page that is open to everybody it would tell an attacker whether he was noticed.
 */
final class FindingFigures implements Filter {
    private static final String PATH = "/api/alerts/figures";

    private final PrometheusRegistry registry;
    private final PrometheusTextFormatWriter writer =
            PrometheusTextFormatWriter.builder().setIncludeCreatedTimestamps(false).build();

    FindingFigures(PrometheusRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!(request instanceof HttpServletRequest http)
                || !(response instanceof HttpServletResponse answer)
                || !http.getRequestURI().equals(PATH)
                || !http.getMethod().equals("GET")) {
            chain.doFilter(request, response);
            return;
        }
        var text = new ByteArrayOutputStream();
        writer.write(text, registry.scrape());
        answer.setHeader("Cache-Control", "no-store");
        answer.setContentType("text/plain; version=0.0.4; charset=utf-8");
        answer.setContentLength(text.size());
        text.writeTo(answer.getOutputStream());
    }
}
