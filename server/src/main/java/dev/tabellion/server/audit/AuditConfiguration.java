package dev.tabellion.server.audit;

import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditProjection;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.audit.AuditDoor;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The audit trail: what follows the log for it, and the door at which it is asked. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class AuditConfiguration {
    /** Qualifies the pool for questions, which must not take the sessions of what is served. */
    private static final String AUDIT = "audit";

    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower auditFollower(
            DataSource appDataSource,
            LeafSource leaves,
            TokenStore followerPositions,
            SpringTransactionManager transactions) {
        return new LogFollower(
                AuditProjection.NAME,
                new AuditProjection(appDataSource),
                leaves,
                followerPositions,
                transactions);
    }

    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(AUDIT)
    DataSource auditDataSource(RecordDatabase database) {
        return database.auditPool();
    }

    @Bean
    FilterRegistrationBean<AuditDoor> auditDoor(
            @Qualifier(AUDIT) DataSource auditDataSource, PublishedLog log, Clock clock) {
        var registration =
                new FilterRegistrationBean<>(
                        new AuditDoor(
                                new AuditIndex(auditDataSource),
                                new AuditEntries(auditDataSource),
                                new CollectionHistory(auditDataSource),
                                log,
                                clock));
        registration.setName("audit");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.API_READS);
        return registration;
    }
}
