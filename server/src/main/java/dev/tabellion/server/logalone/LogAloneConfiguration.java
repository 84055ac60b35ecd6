package dev.tabellion.server.logalone;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.notary.HealthCheck;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.LogDatabase;
import dev.tabellion.server.log.InspectionConfiguration;
import dev.tabellion.server.log.LogConfiguration;
import dev.tabellion.server.log.LogSettings;
import dev.tabellion.server.trust.TrustDomains;
import dev.tabellion.server.web.ListenSettings;
import dev.tabellion.server.witnessing.WitnessingConfiguration;
import dev.tabellion.tlog.Origin;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;

/** Everything that {@code tabellion log run} consists of. */
@Profile(TrustDomains.LOG_ALONE)
@Configuration(proxyBeanMethods = false)
@Import({LogConfiguration.class, InspectionConfiguration.class, WitnessingConfiguration.class})
@EnableConfigurationProperties({LogSettings.class, ListenSettings.class})
public class LogAloneConfiguration {
    @Bean
    LogDatabase logDatabase(DatabaseOwner login) {
        return LogDatabase.reached(login);
    }

    @Bean(destroyMethod = "close")
    @Qualifier(LogConfiguration.LOG)
    HikariDataSource logDataSource(LogDatabase database) {
        return database.pool();
    }

    @Bean
    Origin logOrigin(LogDatabase database) {
        return new Origin(database.origin());
    }

    @Bean
    LogNews logNews() {
        return new LogNews();
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    HealthPost healthPost(List<HealthCheck> checks, ListenSettings listen) {
        return HealthPost.at(listen.port(), checks);
    }
}
