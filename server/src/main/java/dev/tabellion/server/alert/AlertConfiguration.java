package dev.tabellion.server.alert;

import dev.tabellion.command.Randomness;
import dev.tabellion.projection.alert.Backoff;
import dev.tabellion.projection.alert.FindingBell;
import dev.tabellion.projection.alert.Hooks;
import dev.tabellion.projection.alert.Outlets;
import dev.tabellion.projection.detection.Investigation;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.query.alerts.AlertDoor;
import dev.tabellion.server.metrics.Figures;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Alerts: who waits for the next finding, and whom it is told. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AlertSettings.class)
public class AlertConfiguration {
    private static final int HOLDER_BYTES = 8;

    @Bean(initMethod = "start", destroyMethod = "close")
    FindingBell findingBell(FindingReader findings) {
        return new FindingBell(findings);
    }

    /** Of what another process finds the bell hears a little later. */
    @Bean
    SmartInitializingSingleton findingsAreHeard(
            FindingBell bell, ObjectProvider<Investigation> detection) {
        return () -> detection.ifAvailable(here -> here.tell(bell::look));
    }

    @Bean
    Outlets outlets(DataSource appDataSource, Randomness randomness) {
        return new Outlets(appDataSource, randomness.bytes(HOLDER_BYTES).hex());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Hooks hooks(
            AlertSettings settings,
            DataSource appDataSource,
            PlatformTransactionManager transactions,
            FindingReader findings,
            FindingBell bell,
            Outlets outlets,
            Clock clock) {
        return new Hooks(
                settings.hooks(),
                new Hooks.Surroundings(
                        appDataSource,
                        transactions,
                        findings,
                        bell,
                        outlets,
                        clock,
                        Backoff.usual(() -> ThreadLocalRandom.current().nextDouble())));
    }

    @Bean
    HookCheck hookCheck(Hooks hooks) {
        return new HookCheck(hooks);
    }

    @Bean
    FilterRegistrationBean<AlertDoor> alertDoor(
            FindingReader findings, FindingBell bell, Hooks hooks) {
        var registration = new FilterRegistrationBean<>(new AlertDoor(findings, bell, hooks));
        registration.setName("alerts");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.API_CASES);
        return registration;
    }

    @Bean
    SmartInitializingSingleton alertsAreMeasured(
            DataSource appDataSource, Hooks hooks, Clock clock, ObjectProvider<Figures> figures) {
        return () ->
                figures.ifAvailable(all -> AlertFigures.hangUp(all, appDataSource, hooks, clock));
    }

    @Bean
    SmartInitializingSingleton findingsAreMeasured(
            AlertSettings settings,
            DataSource appDataSource,
            IncidentReader incidents,
            ObjectProvider<Figures> figures) {
        return () ->
                figures.ifAvailable(
                        all -> {
                            if (settings.openFigures()) {
                                AlertFigures.hangUpFindings(all, appDataSource, incidents);
                            }
                        });
    }

    /** The same figures for readers alone, whatever is open. */
    @Bean
    FilterRegistrationBean<FindingFigures> findingFigures(
            DataSource appDataSource, IncidentReader incidents) {
        PrometheusRegistry registry = new PrometheusRegistry();
        AlertFigures.hangUpFindings(new Figures(registry), appDataSource, incidents);
        var registration = new FilterRegistrationBean<>(new FindingFigures(registry));
        registration.setName("finding-figures");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.API_CASES);
        return registration;
    }
}
