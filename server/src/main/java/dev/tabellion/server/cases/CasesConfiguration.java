package dev.tabellion.server.cases;

import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.cases.CaseLog;
import dev.tabellion.command.cases.Cases;
import dev.tabellion.command.cases.CasesDoor;
import dev.tabellion.command.watch.WatchNames;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.incident.AnnouncementReader;
import dev.tabellion.projection.incident.Casework;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.query.cases.CaseReads;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/** Incidents: who keeps them, and the doors at which they are asked for and spoken of. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class CasesConfiguration {
    @Bean
    FindingReader findingReader(DataSource appDataSource) {
        return new FindingReader(appDataSource);
    }

    @Bean
    IncidentReader incidentReader(DataSource appDataSource) {
        return new IncidentReader(appDataSource);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Casework casework(DataSource appDataSource, PlatformTransactionManager transactions) {
        return new Casework(appDataSource, transactions);
    }

    @Bean
    Cases cases(
            LedgerEvents ledger,
            DataSource appDataSource,
            FindingReader findings,
            IncidentReader incidents,
            WatchNames names,
            Clock clock) {
        return new Cases(
                ledger,
                new CaseLog(appDataSource),
                new StoredDocket(findings, incidents),
                names,
                clock);
    }

    @Bean
    FilterRegistrationBean<CasesDoor> casesDoor(Cases cases, Clock clock) {
        return door(new CasesDoor(cases, clock), "cases", FilterOrder.API_WRITES);
    }

    @Bean
    FilterRegistrationBean<CaseReads> caseReads(
            FindingReader findings,
            IncidentReader incidents,
            DataSource appDataSource,
            Clock clock) {
        return door(
                new CaseReads(findings, incidents, new AnnouncementReader(appDataSource), clock),
                "case-reads",
                FilterOrder.API_CASES);
    }

    private static <F extends jakarta.servlet.Filter> FilterRegistrationBean<F> door(
            F door, String name, int order) {
        var registration = new FilterRegistrationBean<>(door);
        registration.setName(name);
        registration.addUrlPatterns("/*");
        registration.setOrder(order);
        return registration;
    }
}
