package dev.tabellion.server.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;

/** Where the wiring hangs up figures that others keep: they are read when somebody asks. */
public final class Figures {
    private final PrometheusRegistry registry;

    public Figures(PrometheusRegistry registry) {
        this.registry = registry;
    }

    /**
     * @param name with prefix and unit: {@code tabellion_next_expiry_seconds}
     * @param value cheap and safe for concurrent use; NaN while unknown
     */
    public void gauge(String name, String help, DoubleSupplier value) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }

    /**
     * One figure in parts.
     *
     * @param values by the labels' values; none while unknown
     */
    public void gauges(
            String name,
            String help,
            List<String> labels,
            Supplier<Map<List<String>, Double>> values) {
        GaugeWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels.toArray(String[]::new))
                .callback(
                        callback ->
                                told(values)
                                        .forEach(
                                                (of, value) ->
                                                        callback.call(
                                                                value, of.toArray(String[]::new))))
                .register(registry);
    }

    /** One counter in parts, as {@link #gauges}. */
    public void counters(
            String name,
            String help,
            List<String> labels,
            Supplier<Map<List<String>, Double>> values) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .labelNames(labels.toArray(String[]::new))
                .callback(
                        callback ->
                                told(values)
                                        .forEach(
                                                (of, value) ->
                                                        callback.call(
                                                                value, of.toArray(String[]::new))))
                .register(registry);
    }

    /** The other figures are wanted although the database does not answer for these. */
    private static Map<List<String>, Double> told(Supplier<Map<List<String>, Double>> values) {
        try {
            return values.get();
        } catch (DataAccessException e) {
            return Map.of();
        }
    }

    /**
     * @param name with prefix and {@code _total}
     * @param value never goes down
     */
    public void counter(String name, String help, DoubleSupplier value) {
        CounterWithCallback.builder()
                .name(name)
                .help(help)
                .callback(callback -> callback.call(value.getAsDouble()))
                .register(registry);
    }
}
