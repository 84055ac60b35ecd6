package dev.tabellion.server.log;

import dev.tabellion.projection.inspection.PublishedEvidence;
import dev.tabellion.projection.log.LogFigures;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.log.EvidenceDoor;
import dev.tabellion.query.log.LogDoor;
import dev.tabellion.server.metrics.Figures;
import dev.tabellion.server.read.ProjectionConfiguration;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import dev.tabellion.tlog.CheckpointSigner;
import java.time.Clock;
import java.time.Duration;
import java.util.function.DoubleSupplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;

/** What every node serves of the log, whoever keeps it. */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LogSettings.class)
public class LogReadConfiguration {
    @Bean
    LogNews logNews() {
        return new LogNews();
    }

    @Bean
    PublishedLog publishedLog(
            @Qualifier(ProjectionConfiguration.READS) DataSource reads,
            LogNews news,
            ObjectProvider<CheckpointSigner> signers) {
        CheckpointSigner signer = signers.getIfAvailable();
        PublishedLog log =
                signer == null
                        ? new PublishedLog(reads)
                        : new PublishedLog(reads, () -> signer.last().size());
        news.tell(log::forget);
        return log;
    }

    @Bean
    FilterRegistrationBean<EvidenceDoor> evidenceDoor(
            @Qualifier(ProjectionConfiguration.READS) DataSource reads,
            PublishedLog log,
            LogSettings settings) {
        // auditors are few: an eighth of what everybody's tiles have
        long memory = settings.memory().toBytes() / 8;
        var door = new EvidenceDoor(log, new PublishedEvidence(reads), memory);
        var registration = new FilterRegistrationBean<>(door);
        registration.setName("evidence");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.EVIDENCE);
        return registration;
    }

    @Bean
    FilterRegistrationBean<LogDoor> logDoor(PublishedLog log, LogSettings settings) {
        var registration =
                new FilterRegistrationBean<>(new LogDoor(log, settings.memory().toBytes()));
        registration.setName("log");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.LOG);
        return registration;
    }

    @Bean
    LogFigures logFigures(@Qualifier(ProjectionConfiguration.READS) DataSource reads) {
        return new LogFigures(reads);
    }

    @Bean
    LogLag logLag(LogFigures log, LogSettings settings, Clock clock) {
        return new LogLag(log, settings.freshness(), clock);
    }

    @Bean
    SmartInitializingSingleton logIsMeasured(LogFigures log, Figures figures, Clock clock) {
        return () -> {
            figures.gauge("tabellion_log_size", "Leaves that have their place.", known(log::size));
            figures.gauge(
                    "tabellion_log_published_size",
                    "Leaves that the published checkpoint covers.",
                    known(log::published));
            figures.gauge(
                    "tabellion_log_checkpoint_age_seconds",
                    "Since the log last stood by its published checkpoint.",
                    known(() -> seconds(log.checkpointAge(clock.instant()))));
            figures.gauge(
                    "tabellion_log_backlog",
                    "Events that wait for their place in the log, up to 100,000.",
                    known(log::backlog));
            figures.gauge(
                    "tabellion_log_backlog_age_seconds",
                    "How long the first of those has waited.",
                    known(() -> seconds(log.backlogAge(clock.instant()))));
        };
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    /** NaN while the database does not answer: the other figures are still wanted. */
    private static DoubleSupplier known(DoubleSupplier figure) {
        return () -> {
            try {
                return figure.getAsDouble();
            } catch (DataAccessException e) {
                return Double.NaN;
            }
        };
    }
}
