package dev.tabellion.server.kafka;

import dev.tabellion.command.store.Ledger;
import dev.tabellion.projection.feed.CheckpointFeed;
import dev.tabellion.projection.feed.EventFeed;
import dev.tabellion.projection.feed.OrderedProducer;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.projection.log.Turns;
import dev.tabellion.server.metrics.Figures;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.tlog.Origin;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told to Kafka, once an operator says where it is. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tabellion.kafka.bootstrap-servers")
@EnableConfigurationProperties(KafkaSettings.class)
public class KafkaConfiguration {
    private static final String EVENTS = "kafka-events";
    private static final String CHECKPOINTS = "kafka-checkpoints";

    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(EVENTS)
    OrderedProducer eventProducer(KafkaSettings settings) {
        return new OrderedProducer(settings.client());
    }

    /** Its own, so that neither waits for the other. */
    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(CHECKPOINTS)
    OrderedProducer checkpointProducer(KafkaSettings settings) {
        return new OrderedProducer(settings.client());
    }

    @Bean
    EventFeed eventFeed(
            KafkaSettings settings, Ledger ledger, @Qualifier(EVENTS) OrderedProducer producer) {
        return new EventFeed(settings.eventsTopic(), new Origin(ledger.origin()), producer);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower eventFeedFollower(
            EventFeed feed,
            LeafSource leaves,
            TokenStore followerPositions,
            SpringTransactionManager transactions) {
        return new LogFollower(
                EventFeed.NAME, feed, leaves, new Turns(), followerPositions, transactions);
    }

    /** The node that appends tells of checkpoints too; a log elsewhere is told of by every node. */
    @Bean(initMethod = "start", destroyMethod = "close")
    CheckpointFeed checkpointFeed(
            KafkaSettings settings,
            PublishedLog published,
            @Qualifier(CHECKPOINTS) OrderedProducer producer,
            ObjectProvider<LogKeeper> keepers) {
        LogKeeper keeper = keepers.getIfAvailable();
        return new CheckpointFeed(
                settings.checkpointsTopic(),
                published,
                producer,
                () -> keeper == null || keeper.standing() instanceof LogStanding.Leading);
    }

    @Bean
    KafkaCheck kafkaCheck(EventFeed events, CheckpointFeed checkpoints) {
        return new KafkaCheck(events, checkpoints);
    }

    @Bean
    SmartInitializingSingleton feedIsMeasured(
            EventFeed events,
            CheckpointFeed checkpoints,
            PublishedLog published,
            ObjectProvider<Figures> figures) {
        return () -> figures.ifAvailable(all -> measure(events, checkpoints, published, all));
    }

    private static void measure(
            EventFeed events, CheckpointFeed checkpoints, PublishedLog published, Figures figures) {
        figures.gauge(
                "tabellion_kafka_events_behind",
                "Events in the published log that this node has not sent; NaN on a node that sends"
                        + " none.",
                () -> behind(events, published));
        figures.gauge(
                "tabellion_kafka_checkpoints_failing",
                "1 while the newest checkpoint cannot be sent.",
                () -> checkpoints.isFailing() ? 1 : 0);
    }

    private static double behind(EventFeed events, PublishedLog published) {
        var newest = published.newest();
        return events.sent() < 0 || newest == null
                ? Double.NaN
                : Math.max(0, newest.checkpoint().head().size().leaves() - 1 - events.sent());
    }
}
