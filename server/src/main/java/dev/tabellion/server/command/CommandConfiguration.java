package dev.tabellion.server.command;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.PublicationBarrier;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.CollectionCommands;
import dev.tabellion.command.aggregate.CollectionRepository;
import dev.tabellion.command.aggregate.Recording;
import dev.tabellion.command.notary.BodyRoom;
import dev.tabellion.command.notary.NotaryWriteDoor;
import dev.tabellion.command.notary.PrefixDoor;
import dev.tabellion.command.rate.NewKeys;
import dev.tabellion.command.refusal.Refusals;
import dev.tabellion.command.renewal.TimestampRefresher;
import dev.tabellion.command.settling.CommittedTimestamps;
import dev.tabellion.command.settling.Settling;
import dev.tabellion.command.store.Actors;
import dev.tabellion.command.store.RenewalDates;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.notary.GunPrefixes;
import dev.tabellion.server.crypto.VerificationConfiguration;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import dev.tabellion.verify.SignatureCheck;
import jakarta.servlet.Filter;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The shell around the domain, its doors, and the renewal that nobody asks for. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@Import(VerificationConfiguration.class)
public class CommandConfiguration {
    @Bean
    Randomness randomness() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return Bytes.of(bytes);
        };
    }

    @Bean
    Policy policy() {
        return Policy.NOTARY;
    }

    @Bean
    StoredDocuments storedDocuments(DataSource appDataSource, CommandSettings settings) {
        return new StoredDocuments(appDataSource, settings.documentsInMemory().toBytes());
    }

    @Bean
    RenewalDates renewalDates(DataSource appDataSource, Policy policy) {
        return new RenewalDates(appDataSource, policy);
    }

    @Bean
    CollectionCommands collectionCommands(
            SimpleCommandBus bus,
            CollectionRepository collections,
            RoleSigner signer,
            SpringTransactionManager transactions,
            DataSource appDataSource,
            StoredDocuments documents,
            RenewalDates dates,
            PublicationBarrier barrier,
            SignatureCheck check,
            Policy policy,
            Clock clock,
            Randomness randomness,
            CommandSettings settings,
            CommittedTimestamps committed) {
        Supplier<Surroundings> surroundings =
                () -> new Surroundings(clock.instant(), documents, signer, check, policy);
        return CollectionCommands.on(
                bus,
                collections,
                surroundings,
                signer,
                new NewKeys(settings.newKeysPerMinute(), clock),
                new Recording(
                        transactions, documents, new Actors(appDataSource), dates, randomness),
                new Refusals(settings.recordedRefusalsPerMinute(), clock),
                barrier,
                committed);
    }

    @Bean
    CommittedTimestamps committedTimestamps() {
        return new CommittedTimestamps();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Settling settling(
            RoleSigner signer, CommittedTimestamps committed, CollectionCommands commands) {
        return new Settling(signer, committed, commands::wasPublished, Duration.ofMinutes(1));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    TimestampRefresher timestampRefresher(
            CollectionCommands commands,
            RenewalDates dates,
            DataSource appDataSource,
            Clock clock,
            Randomness randomness,
            CommandSettings settings) {
        return new TimestampRefresher(
                commands, dates, appDataSource, clock, randomness, settings.renewalPeriod());
    }

    /** Runners come before readiness: what expired while nothing ran is renewed by then. */
    @Bean
    ApplicationRunner catchUp(TimestampRefresher refresher) {
        return _ -> refresher.awaitCaughtUp();
    }

    @Bean
    FilterRegistrationBean<PrefixDoor> prefixDoor(CommandSettings settings) {
        FilterRegistrationBean<PrefixDoor> door =
                registered(
                        "notary-prefixes",
                        FilterOrder.PREFIXES,
                        new PrefixDoor(new GunPrefixes(settings.gunPrefixes())));
        door.setEnabled(!settings.gunPrefixes().isEmpty());
        return door;
    }

    @Bean
    FilterRegistrationBean<NotaryWriteDoor> notaryWriteDoor(
            CollectionCommands commands, CommandSettings settings) {
        return registered(
                "notary-write",
                FilterOrder.WRITES,
                new NotaryWriteDoor(
                        commands,
                        settings.keyAlgorithm(),
                        new BodyRoom(
                                Math.toIntExact(settings.longestBody().toBytes()),
                                settings.bodiesTogether().toBytes())));
    }

    private static <F extends Filter> FilterRegistrationBean<F> registered(
            String name, int order, F door) {
        FilterRegistrationBean<F> registration = new FilterRegistrationBean<>(door);
        registration.setName(name);
        registration.addUrlPatterns("/*");
        registration.setOrder(order);
        return registration;
    }
}
