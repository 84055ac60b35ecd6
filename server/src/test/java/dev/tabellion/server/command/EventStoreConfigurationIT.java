package dev.tabellion.server.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.command.aggregate.CollectionRepository;
import dev.tabellion.command.aggregate.EventTable;
import dev.tabellion.server.Backing;
import dev.tabellion.server.data.DataConfiguration;
import dev.tabellion.server.database.DatabaseConfiguration;
import dev.tabellion.server.database.RecordDatabaseConfiguration;
import dev.tabellion.server.database.SignerDatabaseConfiguration;
import dev.tabellion.server.read.ProjectionConfiguration;
import dev.tabellion.server.signer.SignerConfiguration;
import dev.tabellion.server.start.ClockConfiguration;
import dev.tabellion.signer.SigningDesk;
import java.nio.file.Path;
import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.modelling.command.Repository;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Axon falls back without a word to parts that store nothing, or that do so without transactions:
 * here each part is asked what it is.
 */
class EventStoreConfigurationIT {
    @TempDir private Path data;

    @Test
    void axons_parts_are_those_that_store_and_that_do_so_in_transactions() {
        var owner = Backing.freshDatabase();
        new ApplicationContextRunner()
                .withPropertyValues(
                        "tabellion.data=" + data,
                        "tabellion.database.url=" + owner.url(),
                        "tabellion.database.username=" + owner.user(),
                        "tabellion.database.password=" + owner.password())
                .withUserConfiguration(
                        DataConfiguration.class,
                        ClockConfiguration.class,
                        DatabaseConfiguration.class,
                        RecordDatabaseConfiguration.class,
                        SignerDatabaseConfiguration.class,
                        SignerConfiguration.class,
                        ClockConfiguration.class,
                        ProjectionConfiguration.class,
                        EventStoreConfiguration.class,
                        CommandConfiguration.class)
                .run(
                        context -> {
                            assertThat(context).hasNotFailed();
                            assertIs(context, EventStorageEngine.class, EventTable.class);
                            assertIs(context, EventStore.class, EmbeddedEventStore.class);
                            assertIs(context, CommandBus.class, SimpleCommandBus.class);
                            assertIs(context, Repository.class, CollectionRepository.class);
                            assertIs(
                                    context,
                                    TransactionManager.class,
                                    SpringTransactionManager.class);
                            assertIs(
                                    context,
                                    PlatformTransactionManager.class,
                                    JdbcTransactionManager.class);
                            assertThat(context.getBean(SigningDesk.class)).isNotNull();
                        });
    }

    private static void assertIs(ApplicationContext context, Class<?> asked, Class<?> expected) {
        assertThat(context.getBean(asked)).isExactlyInstanceOf(expected);
    }
}
