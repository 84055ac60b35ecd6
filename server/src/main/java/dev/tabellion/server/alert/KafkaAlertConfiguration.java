package dev.tabellion.server.alert;

import dev.tabellion.command.store.Ledger;
import dev.tabellion.projection.alert.AlertFeed;
import dev.tabellion.projection.alert.FindingBell;
import dev.tabellion.projection.alert.Outlets;
import dev.tabellion.projection.feed.OrderedProducer;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.server.kafka.KafkaSettings;
import dev.tabellion.server.metrics.Figures;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.tlog.Origin;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** Alerts to Kafka, once an operator says where it is. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tabellion.kafka.bootstrap-servers")
@EnableConfigurationProperties({KafkaSettings.class, AlertSettings.class})
public class KafkaAlertConfiguration {
    private static final String ALERTS = "kafka-alerts";

    /** Its own, so that alerts wait for nothing else. */
    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(ALERTS)
    OrderedProducer alertProducer(KafkaSettings settings) {
        return new OrderedProducer(settings.client());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    AlertFeed alertFeed(
            AlertSettings settings,
            Ledger ledger,
            FindingReader findings,
            FindingBell bell,
            Outlets outlets,
            @Qualifier(ALERTS) OrderedProducer producer) {
        return new AlertFeed(
                settings.topic(), new Origin(ledger.origin()), findings, bell, outlets, producer);
    }

    @Bean
    SmartInitializingSingleton kafkaAlertsAreMeasured(
            Outlets outlets, AlertFeed alerts, ObjectProvider<Figures> figures) {
        return () ->
                figures.ifAvailable(
                        all -> {
                            all.gauge(
                                    "tabellion_alerts_kafka_lag_seconds",
                                    "For how long the oldest finding has waited that Kafka has not"
                                            + " taken.",
                                    () -> KafkaAlertConfiguration.lag(outlets));
                            all.gauge(
                                    "tabellion_alerts_kafka_position",
                                    "The number of the last finding that Kafka has from this"
                                            + " process; -1 before the first.",
                                    alerts::sent);
                        });
    }

    private static double lag(Outlets outlets) {
        try {
            return outlets.lags().getOrDefault(AlertFeed.NAME, 0.0);
        } catch (DataAccessException e) {
            return Double.NaN;
        }
    }

    @Bean
    AlertCheck alertCheck(AlertFeed alerts) {
        return new AlertCheck(alerts);
    }
}
