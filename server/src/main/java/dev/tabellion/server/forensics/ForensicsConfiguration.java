package dev.tabellion.server.forensics;

import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.projection.forensics.ExhibitReader;
import dev.tabellion.projection.forensics.KeyReports;
import dev.tabellion.projection.forensics.RecoveryPlans;
import dev.tabellion.projection.forensics.Whereabouts;
import dev.tabellion.projection.incident.IncidentReader;
import dev.tabellion.projection.keyusage.JournalEntries;
import dev.tabellion.projection.keyusage.JournalSource;
import dev.tabellion.projection.log.PublishedCheckpoints;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.forensics.EvidenceFileDoor;
import dev.tabellion.query.forensics.ForensicsDoor;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The door for who investigates, on sessions of its own. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class ForensicsConfiguration {
    /** Qualifies the pool for reports, which must not take the sessions of what is served. */
    private static final String FORENSICS = "forensics";

    @Bean(destroyMethod = "close", defaultCandidate = false)
    @Qualifier(FORENSICS)
    DataSource forensicsDataSource(RecordDatabase database) {
        return database.forensicsPool();
    }

    @Bean
    FilterRegistrationBean<ForensicsDoor> forensicsDoor(
            @Qualifier(FORENSICS) DataSource forensicsDataSource, Clock clock) {
        var registration =
                new FilterRegistrationBean<>(
                        new ForensicsDoor(
                                new KeyReports(forensicsDataSource, clock),
                                new RecoveryPlans(forensicsDataSource, clock),
                                new AuditIndex(forensicsDataSource),
                                new Whereabouts(forensicsDataSource)));
        registration.setName("forensics");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.FORENSICS);
        return registration;
    }

    @Bean
    FilterRegistrationBean<EvidenceFileDoor> evidenceFileDoor(
            @Qualifier(FORENSICS) DataSource forensicsDataSource,
            ObjectProvider<JournalSource> journal,
            PublishedLog log,
            Clock clock) {
        var registration =
                new FilterRegistrationBean<>(
                        new EvidenceFileDoor(
                                new KeyReports(forensicsDataSource, clock),
                                new AuditIndex(forensicsDataSource),
                                new FindingReader(forensicsDataSource),
                                new IncidentReader(forensicsDataSource),
                                new ExhibitReader(forensicsDataSource),
                                new JournalEntries(
                                        journal.getIfAvailable(() -> (_, _) -> List.of())),
                                log,
                                new PublishedCheckpoints(forensicsDataSource)));
        registration.setName("evidence-files");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.EVIDENCE_FILES);
        return registration;
    }
}
