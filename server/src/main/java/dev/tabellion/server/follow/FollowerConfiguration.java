package dev.tabellion.server.follow;

import dev.tabellion.projection.log.LeafEar;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.trust.RecordSide;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** One ear for all followers of this process. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class FollowerConfiguration {

    @Bean(initMethod = "start", destroyMethod = "close")
    LeafEar leafEar(RecordDatabase database, LogNews news) {
        return new LeafEar(database.appSessions(), news);
    }

    @Bean
    LeafSource leafSource(DataSource appDataSource, LogNews news) {
        return new LeafSource(appDataSource, news);
    }

    @Bean
    TokenStore followerPositions(DataSource appDataSource) {
        return LeafTokens.on(appDataSource);
    }
}
