package dev.tabellion.server.metrics;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.function.DoubleSupplier;

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
