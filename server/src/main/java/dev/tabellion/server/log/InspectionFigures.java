package dev.tabellion.server.log;

import dev.tabellion.inspection.Finding;
import dev.tabellion.projection.inspection.InspectionNews;
import io.prometheus.metrics.core.metrics.Counter;
import io.prometheus.metrics.core.metrics.Gauge;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Instant;

/** How the inspections of this node go. Any finding at all is one to be woken for. */
final class InspectionFigures implements InspectionNews {
    private final Counter findings;
    private final Gauge finished;
    private final Gauge done;

    InspectionFigures(PrometheusRegistry registry) {
        findings =
                Counter.builder()
                        .withoutExemplars()
                        .name("tabellion_log_findings_total")
                        .help("Contradictions that inspections found in the record, by kind.")
                        .labelNames("fault")
                        .register(registry);
        finished =
                Gauge.builder()
                        .withoutExemplars()
                        .name("tabellion_log_inspected_timestamp_seconds")
                        .help("When the last whole look at the record ended; 0 before the first.")
                        .register(registry);
        done =
                Gauge.builder()
                        .withoutExemplars()
                        .name("tabellion_log_inspected_entries")
                        .help("How many entries the running look at the record has behind it.")
                        .register(registry);
    }

    @Override
    public void progressed(long entries, long size) {
        done.set((double) entries);
    }

    @Override
    public void found(Finding finding) {
        findings.labelValues(finding.fault().toString()).inc();
    }

    @Override
    public void finished(Instant at, long count) {
        finished.set((double) at.getEpochSecond());
    }
}
