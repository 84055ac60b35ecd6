package dev.tabellion.server.command;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Policy;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.Surroundings;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.command.Outcome;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.CollectionCommands;
import dev.tabellion.command.aggregate.CollectionRepository;
import dev.tabellion.command.aggregate.EventTable;
import dev.tabellion.command.aggregate.RecentAggregates;
import dev.tabellion.command.aggregate.Recording;
import dev.tabellion.command.rate.NewKeys;
import dev.tabellion.command.refusal.Refusals;
import dev.tabellion.command.renewal.TimestampRefresher;
import dev.tabellion.command.settling.CommittedTimestamps;
import dev.tabellion.command.settling.Settling;
import dev.tabellion.command.store.Actors;
import dev.tabellion.command.store.Ledger;
import dev.tabellion.command.store.RenewalDates;
import dev.tabellion.command.store.StoredDocuments;
import dev.tabellion.projection.current.CurrentProjection;
import dev.tabellion.verify.JdkSignatureCheck;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.sql.DataSource;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** One node's write side, wired as in earnest: several can stand on one database. */
public final class WriteNode {
    public static final Publisher ALICE = new Publisher("alice", "token", "192.0.2.1");
    static final Publisher STRANGER = new Publisher("anonymous", "none", "192.0.2.9");
    static final int REFUSALS_A_MINUTE = 3;
    static final int KEYS_A_MINUTE = 5;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Randomness RANDOMNESS =
            count -> {
                byte[] bytes = new byte[count];
                RANDOM.nextBytes(bytes);
                return Bytes.of(bytes);
            };

    public final BrittleDataSource database;
    final CollectionCommands commands;
    public final TimestampRefresher refresher;
    public final Settling settling;
    final CommittedTimestamps committed = new CommittedTimestamps();
    final ConcurrentLinkedQueue<Gun> announced = new ConcurrentLinkedQueue<>();

    public WriteNode(DataSource appPool, RoleSigner signer, Clock clock) {
        this.database = new BrittleDataSource(appPool);
        var transactions = new SpringTransactionManager(new JdbcTransactionManager(database));
        var ledger = Ledger.open(database, "example.com/log");
        var table = EventTable.on(database, transactions, ledger, RANDOMNESS);
        var events = EmbeddedEventStore.builder().storageEngine(table).build();
        events.subscribe(new CurrentProjection(database));
        var documents = new StoredDocuments(database, 1 << 24);
        var dates = new RenewalDates(database, Policy.NOTARY);
        var check = new JdkSignatureCheck();
        this.commands =
                CollectionCommands.on(
                        SimpleCommandBus.builder().build(),
                        CollectionRepository.on(events, new RecentAggregates(100)),
                        () ->
                                new Surroundings(
                                        clock.instant(), documents, signer, check, Policy.NOTARY),
                        signer,
                        new NewKeys(KEYS_A_MINUTE, clock),
                        new Recording(
                                transactions, documents, new Actors(database), dates, RANDOMNESS),
                        new Refusals(REFUSALS_A_MINUTE, clock),
                        announced::add,
                        committed);
        this.settling =
                new Settling(signer, committed, commands::wasPublished, Duration.ofMinutes(1));
        this.refresher =
                new TimestampRefresher(
                        commands, dates, database, clock, RANDOMNESS, Duration.ofSeconds(30));
    }

    public Outcome publish(Gun gun, List<Upload> uploads) {
        return execute(new TrustCommand.PublishMetadata(gun, uploads), ALICE);
    }

    public Outcome execute(TrustCommand command, Publisher publisher) {
        return commands.execute(command, new Provenance(publisher, "request-1", null));
    }
}
