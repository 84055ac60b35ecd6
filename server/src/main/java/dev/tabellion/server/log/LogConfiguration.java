package dev.tabellion.server.log;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.command.store.Ledger;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.LogSide;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.signer.checkpoint.LogFolderInUse;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.Origin;
import java.nio.file.Path;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The log's own domain: a database role, a key and a thread that nobody else has. */
@LogSide
@Configuration(proxyBeanMethods = false)
public class LogConfiguration {
    /** Qualifies what belongs to the log's own database role. */
    public static final String LOG = "log";

    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(LOG)
    HikariDataSource logDataSource(RecordDatabase database) {
        return database.logPool();
    }

    @Bean
    Origin logOrigin(Ledger ledger) {
        return new Origin(ledger.origin());
    }

    @Bean(destroyMethod = "close")
    FolderCheckpointSigner checkpointSigner(
            LogSettings settings, DataDirectory data, Origin origin, Clock clock) {
        Path folder = settings.folder() == null ? data.directory("log") : settings.folder();
        try {
            return FolderCheckpointSigner.open(new LogFolder(folder), origin, clock);
        } catch (LogFolderInUse e) {
            throw new StartupRefused(
                    e.getMessage()
                            + " Stop that one, or start this one with --log none: of two that"
                            + " sign, each would know half of what was signed.",
                    e);
        } catch (IllegalArgumentException e) {
            throw new StartupRefused(
                    "The record's origin '" + origin + "' cannot name a log: " + e.getMessage(), e);
        }
    }

    /** An embedded database belongs to who holds the data directory: others are dead. */
    @Bean(initMethod = "start", destroyMethod = "close")
    LogKeeper logKeeper(
            @Qualifier(LOG) DataSource logDataSource,
            CheckpointSigner signer,
            Origin origin,
            LogSettings settings,
            LogNews news,
            ObjectProvider<EmbeddedPostgres> embedded) {
        embedded.ifAvailable(_ -> LogKeeper.vacate(logDataSource));
        return new LogKeeper(
                logDataSource, signer, origin, UUID.randomUUID(), settings.terms(), news);
    }

    /**
     * What was committed here is taken up at once; of other nodes' the log hears at its next look.
     */
    @Bean
    SmartInitializingSingleton logHearsOfCommits(
            ObjectProvider<EventStore> store, LogKeeper keeper) {
        return () -> store.ifAvailable(events -> events.subscribe(new CommitWatch(keeper)));
    }

    @Bean
    LogCheck logCheck(LogKeeper keeper) {
        return new LogCheck(keeper);
    }
}
