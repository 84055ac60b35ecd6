package dev.tabellion.server.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The figures of one operation. Its labels come from small fixed sets, whatever clients send. */
final class OperationFigures {
    private static final List<String> METHODS =
            List.of("GET", "POST", "DELETE", "HEAD", "PUT", "PATCH", "OPTIONS");

    private final Labels labels;
    private final ConcurrentHashMap<Kind, LongAdder> requests = new ConcurrentHashMap<>();
    private final RecentValues micros = new RecentValues();
    private final RecentValues requestBytes = new RecentValues();
    private final RecentValues responseBytes = new RecentValues();

    /** What one counter counts; {@code method} is an index, so that no client invents a label. */
    private record Kind(int status, int method) {}

    OperationFigures(Operation operation) {
        labels = Labels.of("operation", operation.label());
    }

    void count(String method, int status, long nanos, long received, long sent) {
        requests.computeIfAbsent(new Kind(status, METHODS.indexOf(method)), _ -> new LongAdder())
                .increment();
        micros.record(nanos / 1000);
        requestBytes.record(received);
        responseBytes.record(sent);
    }

    Labels labels() {
        return labels;
    }

    RecentValues micros() {
        return micros;
    }

    RecentValues requestBytes() {
        return requestBytes;
    }

    RecentValues responseBytes() {
        return responseBytes;
    }

    List<CounterDataPointSnapshot> requests() {
        return requests.entrySet().stream()
                .map(
                        each ->
                                CounterDataPointSnapshot.builder()
                                        .labels(labelsOf(each.getKey()))
                                        .value((double) each.getValue().sum())
                                        .build())
                .toList();
    }

    private Labels labelsOf(Kind kind) {
        var method =
                kind.method() < 0 ? "other" : METHODS.get(kind.method()).toLowerCase(Locale.ROOT);
        return labels.merge(Labels.of("code", Integer.toString(kind.status()), "method", method));
    }
}
