package dev.tabellion.server.door;

import dev.tabellion.notary.HealthCheck;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.tls.PeerFiles;
import dev.tabellion.server.tls.PeerTls;
import dev.tabellion.server.tls.ServerCertificate;
import dev.tabellion.server.trust.SignerAlone;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.door.DoorLimits;
import dev.tabellion.signer.door.JournalPages;
import dev.tabellion.signer.door.SignerDoor;
import dev.tabellion.signer.door.Strangers;
import dev.tabellion.signing.JournalLine;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/** The signer's door, before everything else that a request could reach. */
@SignerAlone
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DoorSettings.class)
public class DoorConfiguration {

    @Bean
    PeerTls peerTls(DoorSettings settings, DataDirectory data, SigningDesk desk, Clock clock) {
        if (settings.askers().isEmpty()) {
            throw new StartupRefused(
                    "Nobody is named who may ask this signer for signatures. Name the server with"
                            + " --asker NAME (tabellion.signer.askers), exactly as its certificate"
                            + " does; 'tabellion certificates --for NAME --out DIR' makes one.");
        }
        var strangers = new Strangers(desk::turnedAway, clock);
        return PeerTls.of(files(settings, data, clock), clock, strangers::turnedAway);
    }

    @Bean
    FilterRegistrationBean<SignerDoor> signerDoor(
            DoorSettings settings,
            PeerTls tls,
            SigningDesk desk,
            Book book,
            @Qualifier(SignerDatabaseConfiguration.SIGNER) DataSource signerDataSource) {
        HealthCheck health = new DoorHealth(signerDataSource, book, tls);
        var door =
                new SignerDoor(
                        new NamedPeers(
                                Set.copyOf(settings.askers()), Set.copyOf(settings.readers()), tls),
                        desk::as,
                        desk::turnedAway,
                        JournalPages.of(
                                (after, most) ->
                                        book.after(after, most).stream()
                                                .map(e -> new JournalLine(e.json()))
                                                .toList(),
                                book::commits),
                        health,
                        DoorLimits.within(Runtime.getRuntime().maxMemory()));
        var registration = new FilterRegistrationBean<>(door);
        registration.setName("signer-door");
        registration.addUrlPatterns("/*");
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }

    private static PeerFiles files(DoorSettings settings, DataDirectory data, Clock clock) {
        Path authority = settings.peerCa();
        Path certificate = settings.cert();
        @Nullable Path key = settings.key();
        return authority == null || certificate == null || key == null
                ? ServerCertificate.forPeers(data.directory("tls"), settings.names(), clock)
                : new PeerFiles(authority, certificate, key);
    }
}
