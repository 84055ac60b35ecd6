package dev.tabellion.server.log;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.projection.log.CheckpointOutlet;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.projection.log.LogStanding;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.server.metrics.Figures;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.trust.LogSide;
import dev.tabellion.signer.checkpoint.FolderCheckpointSigner;
import dev.tabellion.signer.checkpoint.LogFolder;
import dev.tabellion.signer.checkpoint.LogFolderInUse;
import dev.tabellion.signer.checkpoint.LogKeyLost;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.Origin;
import java.time.Clock;
import java.util.UUID;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The log's own domain: a database role, a key and a thread that nobody else has. */
@LogSide
@Configuration(proxyBeanMethods = false)
@Import(LogFolderConfiguration.class)
public class LogConfiguration {
    /** Qualifies what belongs to the log's own database role. */
    public static final String LOG = "log";

    @Bean(destroyMethod = "close")
    FolderCheckpointSigner checkpointSigner(LogFolder folder, Origin origin, Clock clock) {
        try {
            return FolderCheckpointSigner.open(folder, origin, clock);
        } catch (LogFolderInUse e) {
            throw new StartupRefused(
                    e.getMessage()
                            + " Stop that one, or start this one with --log none: of two that"
                            + " sign, each would know half of what was signed.",
                    e);
        } catch (LogKeyLost e) {
            throw new StartupRefused(
                    e.getMessage() + " Until then start this one with --log none.", e);
        } catch (SignerUnavailable e) {
            throw new StartupRefused(
                    "The log's key is in a token that does not answer, and this node has not seen"
                            + " it before: it cannot begin to keep the log. Until the token is"
                            + " there, start this one with --log none.",
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
            PublishedCheckpoints checkpoints,
            ObjectProvider<CheckpointOutlet> outlet,
            Clock clock,
            LogSettings settings,
            LogNews news,
            ObjectProvider<EmbeddedPostgres> embedded) {
        embedded.ifAvailable(_ -> LogKeeper.vacate(logDataSource));
        return new LogKeeper(
                logDataSource,
                signer,
                origin,
                outlet.getIfAvailable(() -> signed -> checkpoints.publish(signed, clock.instant())),
                UUID.randomUUID(),
                settings.terms(),
                news);
    }

    @Bean
    PublishedCheckpoints publishedCheckpoints(@Qualifier(LOG) DataSource logDataSource) {
        return new PublishedCheckpoints(logDataSource);
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

    @Bean
    SmartInitializingSingleton logStopIsMeasured(
            LogKeeper keeper, ObjectProvider<Figures> figures) {
        return () ->
                figures.ifAvailable(
                        all -> {
                            all.gauge(
                                    "tabellion_log_stopped",
                                    "1 while this node neither appends to the log nor follows it,"
                                            + " for whatever reason; health says which.",
                                    () -> keeper.standing().goesOn() ? 0 : 1);
                            all.gauge(
                                    "tabellion_log_leading",
                                    "1 on the node that appends to the log.",
                                    () -> keeper.standing() instanceof LogStanding.Leading ? 1 : 0);
                        });
    }
}
