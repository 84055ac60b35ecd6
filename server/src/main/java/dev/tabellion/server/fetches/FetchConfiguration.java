package dev.tabellion.server.fetches;

import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.PublishedLives;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.watch.Fetches;
import dev.tabellion.query.fetches.FetchCounter;
import dev.tabellion.server.trust.RecordSide;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The counter of fetches, and what writes down what it counted. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FetchSettings.class)
public class FetchConfiguration {
    private static final int REQUEST_ID_BYTES = 8;

    @Bean
    FetchCounter fetchCounter(FetchSettings settings, Randomness randomness, Clock clock) {
        int seed = randomness.bytes(Integer.BYTES).hashCode();
        return new FetchCounter(settings.count(), seed, settings.most(), clock.instant());
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    FetchWriter fetchWriter(
            FetchCounter counter,
            LedgerEvents events,
            PublishedLives lives,
            FetchSettings settings,
            Randomness randomness,
            Clock clock) {
        Fetches fetches = new Fetches(events, lives, settings.mostEvents());
        return new FetchWriter(
                counter,
                round -> {
                    String request = "fetches-" + randomness.bytes(REQUEST_ID_BYTES).hex();
                    fetches.record(round, new Provenance(Publisher.TABELLION, request, null));
                },
                settings.period(),
                clock);
    }
}
