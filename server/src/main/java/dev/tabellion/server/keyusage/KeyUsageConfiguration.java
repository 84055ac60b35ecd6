package dev.tabellion.server.keyusage;

import dev.tabellion.command.signer.RemoteJournal;
import dev.tabellion.command.signer.SignerLine;
import dev.tabellion.projection.detection.Findings;
import dev.tabellion.projection.keyusage.Heartbeat;
import dev.tabellion.projection.keyusage.JournalFollower;
import dev.tabellion.projection.keyusage.JournalReader;
import dev.tabellion.projection.keyusage.JournalSource;
import dev.tabellion.projection.keyusage.KeyUsageProjection;
import dev.tabellion.projection.keyusage.Reconciler;
import dev.tabellion.projection.keyusage.ReconciliationLag;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.metrics.Figures;
import dev.tabellion.server.trust.KeySide;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.trust.RemoteKeys;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signing.JournalLine;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** The use of keys from both sides: what follows the log, and what reads the signer's journal. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(KeyUsageSettings.class)
public class KeyUsageConfiguration {
    private static final Duration LOOK = Duration.ofSeconds(1);

    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower keyUsageFollower(
            DataSource appDataSource,
            LeafSource leaves,
            TokenStore followerPositions,
            SpringTransactionManager transactions) {
        return new LogFollower(
                KeyUsageProjection.NAME,
                new KeyUsageProjection(appDataSource),
                leaves,
                followerPositions,
                transactions);
    }

    @Bean
    @KeySide
    JournalSource ownJournal(Book book) {
        return (entry, most) ->
                book.after(entry, most).stream().map(e -> new JournalLine(e.json())).toList();
    }

    @Bean
    @RemoteKeys
    JournalSource remoteJournal(SignerLine line) {
        return new RemoteJournal(line)::after;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Heartbeat heartbeat(RecordDatabase database, Clock clock) {
        return new Heartbeat(database.appSessions(), UUID.randomUUID(), clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    JournalFollower journalFollower(
            JournalSource journal,
            KeyUsageSettings settings,
            LeafSource leaves,
            DataSource appDataSource,
            PlatformTransactionManager transactionManager,
            Clock clock) {
        var reader = new JournalReader(journal, appDataSource, transactionManager, clock);
        var reconciler =
                new Reconciler(
                        reader,
                        new Findings(appDataSource, clock),
                        appDataSource,
                        transactionManager,
                        clock,
                        settings.grace());
        return new JournalFollower(reconciler, leaves.turns(), LOOK);
    }

    @Bean
    SmartInitializingSingleton reconciliationIsMeasured(
            DataSource appDataSource, JournalFollower follower, ObjectProvider<Figures> figures) {
        return () ->
                figures.ifAvailable(
                        all ->
                                KeyUsageFigures.hangUp(
                                        all, new ReconciliationLag(appDataSource), follower));
    }
}
