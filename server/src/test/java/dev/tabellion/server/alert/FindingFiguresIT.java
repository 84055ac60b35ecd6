package dev.tabellion.server.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.server.metrics.Figures;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** Whether strangers may read how much was found is the operator's to say. */
class FindingFiguresIT {
    private final AlertRoom room = new AlertRoom();

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void findings_are_among_the_open_figures_unless_somebody_says_no() {
        assertThat(openFigures(true)).isEqualTo(2);
        assertThat(openFigures(false)).isZero();
    }

    private int openFigures(boolean open) {
        var registry = new PrometheusRegistry();
        var all = new StaticListableBeanFactory(Map.of("figures", new Figures(registry)));
        new AlertConfiguration()
                .findingsAreMeasured(
                        new AlertSettings("tabellion.alerts", open, null),
                        room.pool,
                        new IncidentReader(room.pool),
                        all.getBeanProvider(Figures.class))
                .afterSingletonsInstantiated();
        room.find("example.com/app");
        return registry.scrape().size();
    }
}
