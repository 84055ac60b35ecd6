package dev.tabellion.server.command;

import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.canary.Canary;
import dev.tabellion.command.redaction.RedactionDoor;
import dev.tabellion.command.redaction.RedactionTable;
import dev.tabellion.command.redaction.Redactions;
import dev.tabellion.command.store.Actors;
import dev.tabellion.server.trust.RecordSide;
import dev.tabellion.server.web.FilterOrder;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What happens to the record itself: the canary sings, people are forgotten. */
@RecordSide
@Configuration(proxyBeanMethods = false)
public class LedgerConfiguration {
    @Bean
    LedgerEvents ledgerEvents(
            EventStore events,
            SpringTransactionManager transactions,
            DataSource appDataSource,
            Randomness randomness) {
        return new LedgerEvents(events, transactions, new Actors(appDataSource), randomness);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    Canary canary(
            LedgerEvents ledger,
            DataSource appDataSource,
            Clock clock,
            Randomness randomness,
            CommandSettings settings) {
        return new Canary(ledger, appDataSource, clock, randomness, settings.canaryPeriod());
    }

    @Bean
    Redactions redactions(
            LedgerEvents ledger, DataSource appDataSource, Clock clock, Randomness randomness) {
        return new Redactions(
                new RedactionTable(appDataSource),
                new Actors(appDataSource),
                ledger,
                clock,
                randomness);
    }

    @Bean
    FilterRegistrationBean<RedactionDoor> redactionDoor(Redactions redactions) {
        var registration = new FilterRegistrationBean<>(new RedactionDoor(redactions));
        registration.setName("redactions");
        registration.addUrlPatterns("/*");
        registration.setOrder(FilterOrder.API_WRITES);
        return registration;
    }
}
