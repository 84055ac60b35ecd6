package dev.tabellion.server.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.prometheus.metrics.model.snapshots.SummarySnapshot;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/** The four families that dashboards made for Notary read: names, labels and units are Notary's. */
final class HttpFigures implements MultiCollector {
    private static final String PREFIX = "notary_server_http_";

    private final Map<Operation, OperationFigures> figures = new EnumMap<>(Operation.class);

    HttpFigures() {
        for (var operation : Operation.values()) {
            figures.put(operation, new OperationFigures(operation));
        }
    }

    OperationFigures of(Operation operation) {
        return java.util.Objects.requireNonNull(figures.get(operation));
    }

    @Override
    public MetricSnapshots collect() {
        return MetricSnapshots.of(
                summary(
                        "request_duration_microseconds",
                        "The HTTP request latencies in microseconds.",
                        OperationFigures::micros),
                summary(
                        "request_size_bytes",
                        "The HTTP request sizes in bytes.",
                        OperationFigures::requestBytes),
                summary(
                        "response_size_bytes",
                        "The HTTP response sizes in bytes.",
                        OperationFigures::responseBytes),
                new CounterSnapshot(
                        new io.prometheus.metrics.model.snapshots.MetricMetadata(
                                PREFIX + "requests", "Total number of HTTP requests made."),
                        figures.values().stream()
                                .map(OperationFigures::requests)
                                .flatMap(Collection::stream)
                                .toList()));
    }

    private SummarySnapshot summary(
            String name, String help, Function<OperationFigures, RecentValues> values) {
        var now = System.nanoTime();
        var summary = SummarySnapshot.builder().name(PREFIX + name).help(help);
        for (var each : figures.values()) {
            summary.dataPoint(values.apply(each).read(each.labels(), now));
        }
        return summary.build();
    }
}
