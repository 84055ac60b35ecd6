package dev.tabellion.server.log;

import dev.tabellion.projection.inspection.DatabaseRecord;
import dev.tabellion.projection.inspection.InspectionNews;
import dev.tabellion.projection.inspection.RollingInspection;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.trust.LogSide;
import dev.tabellion.tlog.CheckpointSigner;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.file.Path;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The record read again and again, with the log's own rights. */
@LogSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(InspectionSettings.class)
public class InspectionConfiguration {
    @Bean
    InspectionNews inspectionNews(ObjectProvider<PrometheusRegistry> registry) {
        return new InspectionFigures(registry.getIfAvailable(PrometheusRegistry::new));
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    RollingInspection rollingInspection(
            @Qualifier(LogConfiguration.LOG) DataSource logDataSource,
            CheckpointSigner signer,
            LogKeeper keeper,
            LogSettings log,
            InspectionSettings settings,
            DataDirectory data,
            Clock clock,
            InspectionNews news) {
        Path folder = log.folder() == null ? data.directory("log") : log.folder();
        return new RollingInspection(
                DatabaseRecord.always(logDataSource),
                signer,
                signer::halt,
                () -> keeper.standing().goesOn(),
                settings.terms(),
                folder.resolve("inspected"),
                clock,
                news);
    }

    @Bean
    InspectionCheck inspectionCheck(RollingInspection inspection) {
        return new InspectionCheck(inspection);
    }
}
