package dev.tabellion.server.read;

import dev.tabellion.projection.coherence.Generations;
import dev.tabellion.projection.coherence.Lease;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.projection.current.PublishedDocuments;
import dev.tabellion.query.notary.NotaryReadDoor;
import dev.tabellion.query.notary.UnmatchedDoor;
import jakarta.servlet.Filter;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The doors of the read side: first after access, and last of all. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CachingSettings.class)
public class QueryConfiguration {

    /**
     * Close behind access and what measures us, before every door that changes something, and
     * before Spring's own filters: those took more time of a read from memory than all of ours.
     */
    static final int READ_ORDER = Ordered.HIGHEST_PRECEDENCE + 20;

    /** Behind every other door of Notary's. */
    static final int UNMATCHED_ORDER = Ordered.LOWEST_PRECEDENCE;

    private static final List<String> OTHER_INTERFACES = List.of("/actuator/");

    @Bean
    FilterRegistrationBean<NotaryReadDoor> notaryReadDoor(
            PublishedDocuments documents,
            Changefeed changefeed,
            Generations generations,
            Lease lease,
            CachingSettings settings) {
        return registered(
                "notary-read",
                READ_ORDER,
                new NotaryReadDoor(
                        documents,
                        changefeed,
                        generations,
                        lease,
                        settings.maxAge().maxAge(),
                        settings.memory().toBytes()));
    }

    @Bean
    FilterRegistrationBean<UnmatchedDoor> unmatchedDoor() {
        return registered("notary-unmatched", UNMATCHED_ORDER, new UnmatchedDoor(OTHER_INTERFACES));
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
