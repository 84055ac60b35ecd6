package dev.tabellion.server.eye;

import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.PublishedLives;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.command.watch.PublishedFiles;
import dev.tabellion.command.watch.Reports;
import dev.tabellion.command.watch.Sightings;
import dev.tabellion.command.watch.Testimony;
import dev.tabellion.command.watch.WatchDoor;
import dev.tabellion.command.watch.WatchNames;
import dev.tabellion.projection.current.StoredLives;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import dev.tabellion.verify.SignatureCheck;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What is told from outside: the doors for it, and eyes of our own where watches are listed. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(EyeSettings.class)
public class EyeConfiguration {
    private static final int REQUEST_ID_BYTES = 8;

    @Bean
    Testimony testimony(LedgerEvents events, StoredDocuments documents, DataSource appDataSource) {
        return new Testimony(events, documents, appDataSource);
    }

    @Bean
    PublishedLives publishedLives(DataSource appDataSource) {
        return new StoredLives(appDataSource);
    }

    @Bean
    PublishedFiles publishedFiles(PublishedLives lives, StoredDocuments documents) {
        return new PublishedFiles(lives, documents::readAside);
    }

    @Bean
    WatchNames watchNames(DataSource appDataSource) {
        return new WatchNames(appDataSource);
    }

    @Bean
    Sightings sightings(
            WatchNames names,
            Testimony testimony,
            PublishedFiles published,
            SignatureCheck check,
            EyeSettings settings,
            Clock clock) {
        return new Sightings(
                names, testimony, published, check, settings.sightingsPerMinute(), clock);
    }

    @Bean
    FilterRegistrationBean<WatchDoor> watchDoor(
            Sightings sightings,
            Testimony testimony,
            PublishedFiles published,
            SignatureCheck check,
            EyeSettings settings,
            Clock clock) {
        Reports reports =
                new Reports(testimony, published, check, clock, settings.reportsPerMinute());
        var registration = new FilterRegistrationBean<>(new WatchDoor(sightings, reports));
        registration.setName("watch");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.API_WRITES);
        return registration;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Eyes eyes(
            Sightings sightings,
            SignatureCheck check,
            EyeSettings settings,
            DataDirectory data,
            Randomness randomness,
            Clock clock) {
        List<Watch> watches =
                settings.watches() == null ? List.of() : WatchList.read(settings.watches());
        return Eyes.of(
                watches, data.path().resolve("eye"), own(sightings, randomness), check, clock);
    }

    @Bean
    EyesCheck eyesCheck(Eyes eyes) {
        return new EyesCheck(eyes);
    }

    private static SightingSink own(Sightings sightings, Randomness randomness) {
        return message -> {
            String request = "eye-" + randomness.bytes(REQUEST_ID_BYTES).hex();
            Provenance by = new Provenance(Publisher.TABELLION, request, null);
            try {
                switch (sightings.record(message, by)) {
                    case RECORDED, KNOWN -> {}
                    case TOO_MANY ->
                            throw new SightingNotTold(message.watch() + " sees too much", null);
                    case NOT_THEIRS ->
                            throw SightingNotTold.forbidden(
                                    "another eye tells as " + message.watch());
                }
            } catch (RuntimeException e) { // the eye keeps it
                String told = "recording what is seen: " + e;
                throw StoreUnavailable.isBehind(e)
                        ? new SightingNotTold(told, e)
                        : SightingNotTold.because(told, e);
            }
        };
    }
}
