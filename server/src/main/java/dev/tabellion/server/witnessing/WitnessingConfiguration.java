package dev.tabellion.server.witnessing;

import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.projection.witness.WitnessTally;
import dev.tabellion.projection.witness.Witnesses;
import dev.tabellion.projection.witness.Witnessing;
import dev.tabellion.server.log.LogConfiguration;
import dev.tabellion.server.metrics.Figures;
import dev.tabellion.server.start.StartupRefused;
import dev.tabellion.server.tls.FurtherAuthorities;
import dev.tabellion.server.trust.LogSide;
import dev.tabellion.tlog.CheckpointSigner;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where checkpoints go when a policy names witnesses; without one they are public at once. */
@LogSide
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("tabellion.log.witness-policy")
@EnableConfigurationProperties(WitnessingSettings.class)
public class WitnessingConfiguration {

    @Bean
    WitnessTally witnessTally() {
        return new WitnessTally();
    }

    @Bean
    Witnesses witnesses(
            WitnessingSettings settings,
            CheckpointSigner signer,
            @Qualifier(LogConfiguration.LOG) DataSource logDataSource,
            WitnessTally tally) {
        Path policy = settings.witnessPolicy();
        if (policy == null) {
            throw new StartupRefused("tabellion.log.witness-policy is empty.");
        }
        Path authorities = settings.witnessCa();
        return new Witnesses(
                PolicyOfWitnesses.read(policy, signer.key()),
                settings.terms(),
                authorities == null ? null : FurtherAuthorities.trusting(authorities),
                new PublishedLog(logDataSource)::tile,
                logDataSource,
                tally);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Witnessing witnessing(
            WitnessingSettings settings,
            Witnesses witnesses,
            @Qualifier(LogConfiguration.LOG) DataSource logDataSource,
            Clock clock) {
        var published = new PublishedCheckpoints(logDataSource);
        return new Witnessing(witnesses, settings.terms(), published, logDataSource, clock);
    }

    @Bean
    WitnessCheck witnessCheck(Witnessing witnessing) {
        return new WitnessCheck(witnessing);
    }

    @Bean
    SmartInitializingSingleton witnessesAreMeasured(
            Witnessing witnessing, WitnessTally tally, ObjectProvider<Figures> figures) {
        return () -> figures.ifAvailable(all -> measure(witnessing, tally, all));
    }

    private static void measure(Witnessing witnessing, WitnessTally tally, Figures figures) {
        figures.gauge(
                "tabellion_log_quorum_missing_seconds",
                "How long the newest checkpoint has lacked its quorum of witnesses; 0 if it has"
                        + " it.",
                () -> witnessing.withoutQuorum().toNanos() / 1e9);
        figures.counter(
                "tabellion_log_cosignatures_total",
                "Cosignatures that witnesses gave and that verified.",
                tally::cosignatures);
        figures.counter(
                "tabellion_log_witness_failures_total",
                "Questions to witnesses that brought no cosignature, disagreements aside.",
                tally::failures);
        figures.counter(
                "tabellion_log_worthless_cosignatures_total",
                "Answers with a cosignature that was not the witness's, or not of the checkpoint.",
                tally::worthlessCosignatures);
        figures.counter(
                "tabellion_log_witness_disagreements_total",
                "Witnesses that knew a larger log or denied its growth: page somebody at the"
                        + " first.",
                tally::disagreements);
    }
}
