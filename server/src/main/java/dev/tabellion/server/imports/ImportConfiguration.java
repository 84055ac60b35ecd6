package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.PublicationBarrier;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.CollectionCommands;
import dev.tabellion.command.aggregate.CollectionRepository;
import dev.tabellion.command.aggregate.Recording;
import dev.tabellion.command.refusal.Refusals;
import dev.tabellion.command.store.Actors;
import dev.tabellion.command.store.RenewalDates;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.projection.current.Changefeed;
import dev.tabellion.projection.current.PublishedDocuments;
import dev.tabellion.server.command.CommandSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.verify.JdkSignatureCheck;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.context.annotation.Bean;

/**
 * The write side for an import: the shell that a server has, without doors and without renewal,
 * which would replace what is still to be compared. Not a configuration that a server would find by
 * scanning: the command that imports names it.
 */
public class ImportConfiguration {
    @Bean
    Randomness randomness() {
        SecureRandom random = new SecureRandom();
        return count -> {
            byte[] bytes = new byte[count];
            random.nextBytes(bytes);
            return Bytes.of(bytes);
        };
    }

    @Bean
    StoredDocuments storedDocuments(DataSource appDataSource, CommandSettings settings) {
        return new StoredDocuments(appDataSource, settings.documentsInMemory().toBytes());
    }

    @Bean
    CollectionCommands collectionCommands(
            SimpleCommandBus bus,
            CollectionRepository collections,
            RoleSigner signer,
            SpringTransactionManager transactions,
            DataSource appDataSource,
            StoredDocuments documents,
            PublicationBarrier barrier,
            Clock clock,
            Randomness randomness,
            CommandSettings settings) {
        JdkSignatureCheck check = new JdkSignatureCheck();
        return CollectionCommands.on(
                bus,
                collections,
                () -> new Surroundings(clock.instant(), documents, signer, check, Policy.NOTARY),
                signer,
                _ -> false,
                new Recording(
                        transactions,
                        documents,
                        new Actors(appDataSource),
                        new RenewalDates(appDataSource, Policy.NOTARY),
                        randomness),
                new Refusals(settings.recordedRefusalsPerMinute(), clock),
                barrier,
                _ -> {});
    }

    @Bean
    RecordedImport recordedImport(
            CollectionCommands commands,
            StoredDocuments documents,
            DataSource appDataSource,
            RecordDatabase database,
            PublishedDocuments published,
            Changefeed changefeed) {
        return new RecordedImport(
                commands,
                documents,
                new KnownCollections(appDataSource),
                database,
                new ServedProof(published, changefeed));
    }
}
