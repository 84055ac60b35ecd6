package dev.tabellion.server.command;

import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.CollectionRepository;
import dev.tabellion.command.aggregate.EventTable;
import dev.tabellion.command.aggregate.RecentAggregates;
import dev.tabellion.command.store.Ledger;
import dev.tabellion.projection.current.CurrentProjection;
import dev.tabellion.server.trust.RecordSide;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon's parts, one by one: left to auto-configuration, Axon 4 on Spring Boot 4 silently stores
 * nothing, or stores without transactions.
 */
@RecordSide
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(CommandSettings.class)
public class EventStoreConfiguration {
    private static final int ORIGIN_BYTES = 8;

    @Bean
    Ledger ledger(DataSource appDataSource, CommandSettings settings, Randomness randomness) {
        String origin = settings.logOrigin();
        return Ledger.open(
                appDataSource,
                origin != null
                        ? origin
                        : "tabellion.invalid/" + randomness.bytes(ORIGIN_BYTES).hex());
    }

    @Bean
    SpringTransactionManager axonTransactions(PlatformTransactionManager transactionManager) {
        return new SpringTransactionManager(transactionManager);
    }

    @Bean
    EventTable eventTable(
            DataSource appDataSource,
            TransactionManager transactions,
            Ledger ledger,
            Randomness randomness) {
        return EventTable.on(appDataSource, transactions, ledger, randomness);
    }

    /** What is current is written in the transaction that appends the events, or neither is. */
    @Bean
    EmbeddedEventStore eventStore(EventTable table, CurrentProjection current, Clock clock) {
        GenericEventMessage.clock = clock; // Axon takes it from nowhere else
        EmbeddedEventStore store = EmbeddedEventStore.builder().storageEngine(table).build();
        store.subscribe(current);
        return store;
    }

    /** Opens no transaction: the shell does, once the signer has signed. */
    @Bean
    SimpleCommandBus commandBus() {
        return SimpleCommandBus.builder().build();
    }

    @Bean
    CollectionRepository collectionRepository(EmbeddedEventStore events, CommandSettings settings) {
        return CollectionRepository.on(
                events, new RecentAggregates(settings.collectionsInMemory()));
    }
}
