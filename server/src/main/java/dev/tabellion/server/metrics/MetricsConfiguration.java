package dev.tabellion.server.metrics;

import dev.tabellion.command.store.RenewalDates;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Clock;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** One registry for everything: {@code /metrics} and {@code /actuator/prometheus} read the same. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {

    @Bean
    PrometheusRegistry prometheusRegistry() {
        return new PrometheusRegistry();
    }

    @Bean
    RecordFigures recordFigures(PrometheusRegistry registry) {
        return new RecordFigures(registry);
    }

    @Bean
    Figures figures(PrometheusRegistry registry) {
        return new Figures(registry);
    }

    @Bean
    SmartInitializingSingleton recordIsCounted(
            ObjectProvider<EventStore> store, RecordFigures figures) {
        return () -> store.ifAvailable(events -> events.subscribe(new RecordWatch(figures)));
    }

    @Bean
    SmartInitializingSingleton dueIsMeasured(
            Figures figures, ObjectProvider<RenewalDates> dates, ObjectProvider<Clock> clock) {
        return () ->
                dates.ifAvailable(
                        due ->
                                figures.gauge(
                                        "tabellion_renewals_due",
                                        "Collections with a file of ours that is due for renewal;"
                                                + " NaN while the database does not answer.",
                                        () -> countDue(due, clock.getObject())));
    }

    private static double countDue(RenewalDates dates, Clock clock) {
        try {
            return dates.countDue(clock.instant());
        } catch (DataAccessException e) {
            return Double.NaN; // health tells of the database; the other figures are still wanted
        }
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> metering(
            PrometheusRegistry registry) {
        var figures = new HttpFigures();
        registry.register(figures);
        return factory -> factory.addEngineValves(new MeteringValve(figures));
    }

    @Bean
    FilterRegistrationBean<MetricsDoor> metricsDoor(PrometheusRegistry registry) {
        var registration = new FilterRegistrationBean<>(new MetricsDoor(registry));
        registration.setName("metrics");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.OPERATORS);
        return registration;
    }
}
