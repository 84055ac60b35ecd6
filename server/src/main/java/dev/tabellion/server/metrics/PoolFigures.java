package dev.tabellion.server.metrics;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;

/** How busy the database pools are; waiting threads are the figure to watch. */
final class PoolFigures {
    private static final String NAME = "tabellion_database_connections";

    private PoolFigures() {}

    static void register(PrometheusRegistry registry, List<HikariDataSource> pools) {
        GaugeWithCallback.builder()
                .name(NAME)
                .help("Database sessions by pool and state, and threads that wait for one.")
                .labelNames("pool", "state")
                .callback(callback -> pools.forEach(pool -> report(pool, callback)))
                .register(registry);
    }

    private static void report(HikariDataSource pool, GaugeWithCallback.Callback callback) {
        var name = pool.getPoolName();
        var figures = pool.getHikariPoolMXBean();
        if (figures == null) {
            return; // not opened yet
        }
        callback.call(figures.getActiveConnections(), name, "active");
        callback.call(figures.getIdleConnections(), name, "idle");
        callback.call(figures.getThreadsAwaitingConnection(), name, "awaited");
    }
}
