package dev.tabellion.server.metrics;

import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.Quantile;
import io.prometheus.metrics.model.snapshots.Quantiles;
import io.prometheus.metrics.model.snapshots.SummarySnapshot.SummaryDataPointSnapshot;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;

/**
 * A summary: sum and count since the start, quantiles of about the last ten minutes. Recording is a
 * few adds without a lock; the Prometheus client's own summary cost some fifteen times as much,
 * more than a whole hot GET.
 */
final class RecentValues {
    private static final int DIGITS = 2;
    private static final int SLICES = 5;
    private static final long SLICE_NANOS = Duration.ofMinutes(2).toNanos();
    private static final double[] QUANTILES = {0.5, 0.9, 0.99};
    private static final double HUNDRED = 100;

    private final Recorder recorder = new Recorder(DIGITS);
    private final LongAdder sum = new LongAdder();
    private final LongAdder count = new LongAdder();
    private final ArrayDeque<Slice> slices = new ArrayDeque<>();

    /** What was recorded since an instant of {@link System#nanoTime}. */
    private record Slice(long since, Histogram values) {}

    void record(long value) {
        recorder.recordValue(Math.max(0, value));
        sum.add(value);
        count.increment();
    }

    synchronized SummaryDataPointSnapshot read(Labels labels, long nanos) {
        if (slices.isEmpty() || nanos - slices.getLast().since() >= SLICE_NANOS) {
            slices.addLast(new Slice(nanos, new Histogram(DIGITS)));
        }
        if (slices.size() > SLICES) {
            slices.removeFirst();
        }
        slices.getLast().values().add(recorder.getIntervalHistogram());
        return SummaryDataPointSnapshot.builder()
                .labels(labels)
                .count(count.sum())
                .sum((double) sum.sum())
                .quantiles(quantiles())
                .build();
    }

    private Quantiles quantiles() {
        var all = new Histogram(DIGITS);
        slices.forEach(slice -> all.add(slice.values()));
        var empty = all.getTotalCount() == 0;
        var read = Quantiles.builder();
        for (var each : QUANTILES) {
            var value = empty ? Double.NaN : (double) all.getValueAtPercentile(each * HUNDRED);
            read.quantile(new Quantile(each, value));
        }
        return read.build();
    }
}
