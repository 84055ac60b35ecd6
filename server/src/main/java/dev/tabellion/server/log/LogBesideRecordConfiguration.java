package dev.tabellion.server.log;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.command.store.Ledger;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.trust.LogSide;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.tlog.Origin;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where a log in the server's own process finds its database and its name. */
@LogSide
@RecordSide
@Configuration(proxyBeanMethods = false)
public class LogBesideRecordConfiguration {
    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(LogConfiguration.LOG)
    HikariDataSource logDataSource(RecordDatabase database) {
        return database.logPool();
    }

    @Bean
    Origin logOrigin(Ledger ledger) {
        return new Origin(ledger.origin());
    }
}
