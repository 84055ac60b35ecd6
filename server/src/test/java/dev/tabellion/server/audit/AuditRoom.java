package dev.tabellion.server.audit;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.api.ApiRole;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Provenance;
import dev.tabellion.collection.Publisher;
import dev.tabellion.command.Randomness;
import dev.tabellion.command.aggregate.EventTable;
import dev.tabellion.command.aggregate.LedgerEvents;
import dev.tabellion.command.store.Actors;
import dev.tabellion.command.store.Ledger;
import dev.tabellion.notary.RequestAttributes;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditProjection;
import dev.tabellion.projection.audit.CollectionHistory;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.projection.log.PublishedLog;
import dev.tabellion.query.audit.AuditDoor;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.follow.Leaves;
import dev.tabellion.server.read.Until;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
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
    private final LogNews news = new LogNews();
    private final LogFollower follower =
            new LogFollower(
                    AuditProjection.NAME,
                    new AuditProjection(pool),
                    new LeafSource(pool, news),
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
        return ask(door, "GET", pathAndQuery, "", null, roles);
    }

    static MockHttpServletResponse ask(
            Filter door,
            String method,
            String pathAndQuery,
            String body,
            @org.jspecify.annotations.Nullable Publisher who,
            ApiRole... roles) {
        String[] parts = pathAndQuery.split("\\?", 2);
        var request = new MockHttpServletRequest(method, parts[0]);
        request.setContent(body.getBytes(java.nio.charset.StandardCharsets.UTF_8));
        request.setAttribute(RequestAttributes.ROLES, Set.of(roles));
        if (who != null) {
            request.setAttribute(
                    RequestAttributes.PROVENANCE, new Provenance(who, "request", null));
        }
        if (parts.length == 2) {
            for (String pair : parts[1].split("&", -1)) {
                String[] each = pair.split("=", 2);
                request.addParameter(each[0], each[1]);
            }
        }
        var response = new MockHttpServletResponse();
        try {
            door.doFilter(request, response, new MockFilterChain());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ServletException e) {
            throw new IllegalStateException(e);
        }
        return response;
    }

    @Override
    public void close() {
        follower.close();
        pool.close();
    }
}
