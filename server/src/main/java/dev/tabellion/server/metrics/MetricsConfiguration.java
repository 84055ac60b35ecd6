package dev.tabellion.server.metrics;

import com.zaxxer.hikari.HikariDataSource;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.BeanFactoryUtils;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** One registry for everything: {@code /metrics} and {@code /actuator/prometheus} read the same. */
@Configuration(proxyBeanMethods = false)
public class MetricsConfiguration {
    private static final int BEHIND_ACCESS = Ordered.HIGHEST_PRECEDENCE + 10;

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
    SmartInitializingSingleton poolsAreMeasured(
            PrometheusRegistry registry, ListableBeanFactory beans) {
        // signer's and readers' pools are not found by type alone: they are for those who name them
        return () ->
                PoolFigures.register(
                        registry,
                        List.copyOf(
                                BeanFactoryUtils.beansOfTypeIncludingAncestors(
                                                beans, HikariDataSource.class)
                                        .values()));
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
        registration.setOrder(BEHIND_ACCESS);
        return registration;
    }
}
