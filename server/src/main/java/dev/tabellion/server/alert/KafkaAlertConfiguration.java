package dev.tabellion.server.alert;

import dev.tabellion.command.store.Ledger;
import dev.tabellion.projection.alert.AlertFeed;
import dev.tabellion.projection.alert.FindingBell;
import dev.tabellion.projection.alert.Outlets;
import dev.tabellion.projection.feed.OrderedProducer;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.server.kafka.KafkaSettings;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.tlog.Origin;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
    AlertCheck alertCheck(AlertFeed alerts) {
        return new AlertCheck(alerts);
    }
}
