package dev.tabellion.server.detection;

import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.detection.DetectionProjection;
import dev.tabellion.projection.detection.Investigation;
import dev.tabellion.projection.detection.LogWatch;
import dev.tabellion.projection.detection.Teller;
import dev.tabellion.projection.detection.Watchman;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogKeeper;
import dev.tabellion.projection.witness.Witnesses;
import dev.tabellion.projection.witness.Witnessing;
import dev.tabellion.server.trust.RecordSide;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.axonframework.eventhandling.tokenstore.TokenStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Detection: what follows the log for it, and who looks for what did not happen. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class DetectionConfiguration {

    @Bean
    Investigation investigation(DataSource appDataSource, Clock clock) {
        return new Investigation(appDataSource, clock);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    LogFollower detectionFollower(
            Investigation investigation,
            LeafSource leaves,
            TokenStore followerPositions,
            SpringTransactionManager transactions) {
        return new LogFollower(
                DetectionProjection.name(),
                new DetectionProjection(investigation),
                leaves,
                followerPositions,
                transactions);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Watchman watchman(Investigation investigation, PlatformTransactionManager transactions) {
        return new Watchman(investigation, transactions);
    }

    /** Who keeps the log in this process says what is wrong with it; elsewhere its silence does. */
    @Bean(initMethod = "start", destroyMethod = "close")
    LogWatch logWatch(
            DataSource appDataSource,
            PlatformTransactionManager transactions,
            ObjectProvider<LogKeeper> keeper,
            ObjectProvider<Witnesses> witnesses,
            ObjectProvider<Witnessing> witnessing,
            LeafSource leaves,
            Clock clock) {
        List<Teller> tellers = new ArrayList<>();
        tellers.add(new UnreadEvent(leaves, new AuditEntries(appDataSource)));
        keeper.ifAvailable(log -> tellers.add(new KeptLog(log)));
        witnesses.ifAvailable(
                all ->
                        witnessing.ifAvailable(
                                asking -> tellers.add(new AskedWitnesses(all, asking))));
        return new LogWatch(appDataSource, transactions, tellers, clock);
    }
}
