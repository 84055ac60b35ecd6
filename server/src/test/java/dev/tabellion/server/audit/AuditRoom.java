package dev.tabellion.server.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.api.ApiRole;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.EventTable;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.store.Actors;
import dev.tabellion.command.store.Ledger;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditProjection;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.audit.AuditDoor;
import dev.tabellion.server.AtDoor;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.follow.Leaves;
import dev.tabellion.server.read.Until;
import java.security.SecureRandom;
import java.util.List;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockHttpServletResponse;

/** A record with its audit trail, on a database of its own and without a socket. */
final class AuditRoom implements AutoCloseable {
    private static final SecureRandom RANDOM = new SecureRandom();
    static final Randomness RANDOMNESS =
            count -> {
                byte[] bytes = new byte[count];
                RANDOM.nextBytes(bytes);
                return Bytes.of(bytes);
            };

    final DatabaseOwner owner = Backing.freshDatabase();
    final HikariDataSource pool =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
    final JdbcTemplate sql = new JdbcTemplate(pool);
    final Leaves leaves = new Leaves(owner);
    final AuditIndex index = new AuditIndex(pool);
    final AuditEntries entries = new AuditEntries(pool);
    private final SpringTransactionManager transactions =
            new SpringTransactionManager(new JdbcTransactionManager(pool));
    private final LogFollower follower =
            new LogFollower(
                    AuditProjection.NAME,
                    new AuditProjection(pool),
                    new LeafSource(pool, leaves.news()),
                    LeafTokens.on(pool),
                    transactions);
    final AuditDoor door =
            new AuditDoor(
                    index,
                    entries,
                    new CollectionHistory(pool),
                    new PublishedLog(pool),
                    // by which events are dated, whatever a test has put there
                    () -> GenericEventMessage.clock.instant());

    AuditRoom() {
        follower.start();
    }

    /** The ledger's own stream, as one node appends to it. */
    LedgerEvents ledger() {
        var table =
                EventTable.on(pool, transactions, Ledger.open(pool, "example.com/log"), RANDOMNESS);
        return new LedgerEvents(
                EmbeddedEventStore.builder().storageEngine(table).build(),
                transactions,
                new Actors(pool),
                RANDOMNESS);
    }

    /** All that was appended is in the log and in the trail. */
    void catchUp() {
        leaves.take();
        List<Long> count = sql.queryForList("select count(*) from log_leaf", Long.class);
        Until.holds("the trail has " + count + " leaves", () -> index.size() == count.getFirst());
    }

    /** What an auditor is answered. */
    MockHttpServletResponse get(String pathAndQuery) {
        return get(pathAndQuery, ApiRole.READER, ApiRole.AUDITOR);
    }

    MockHttpServletResponse get(String pathAndQuery, ApiRole... roles) {
        return AtDoor.get(door, pathAndQuery, roles);
    }

    @Override
    public void close() {
        follower.close();
        pool.close();
    }
}
