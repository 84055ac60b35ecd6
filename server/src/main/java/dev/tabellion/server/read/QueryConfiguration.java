package dev.tabellion.server.read;

import dev.tabellion.projection.coherence.Generations;
import dev.tabellion.projection.coherence.Lease;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.projection.current.PublishedDocuments;
import dev.tabellion.query.fetches.FetchCounter;
import dev.tabellion.query.notary.NotaryReadDoor;
import dev.tabellion.query.notary.UnmatchedDoor;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The doors of the read side: first after access, and last of all. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CachingSettings.class)
public class QueryConfiguration {

    private static final List<String> OTHER_INTERFACES = List.of("/actuator/", "/api/");

    @Bean
    FilterRegistrationBean<NotaryReadDoor> notaryReadDoor(
            PublishedDocuments documents,
            Changefeed changefeed,
            Generations generations,
            Lease lease,
            CachingSettings settings,
            FetchCounter fetches) {
        return registered(
                "notary-read",
                FilterOrder.READS,
                new NotaryReadDoor(
                        documents,
                        changefeed,
                        generations,
                        lease,
                        settings.maxAge().maxAge(),
                        settings.memory().toBytes(),
                        fetches));
    }

    @Bean
    FilterRegistrationBean<UnmatchedDoor> unmatchedDoor() {
        return registered(
                "notary-unmatched", FilterOrder.UNMATCHED, new UnmatchedDoor(OTHER_INTERFACES));
    }

    private static <F extends Filter> FilterRegistrationBean<F> registered(
            String name, int order, F filter) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setName(name);
        registration.addUrlPatterns("/*");
        registration.setOrder(order);
        return registration;
    }
}
