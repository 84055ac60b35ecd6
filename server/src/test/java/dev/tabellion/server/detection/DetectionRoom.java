package dev.tabellion.server.detection;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.command.Outcome;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.projection.detection.DetectionProjection;
import dev.tabellion.projection.detection.Investigation;
import dev.tabellion.projection.detection.Watchman;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.server.Backing;
import dev.tabellion.server.command.WriteNode;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.follow.Leaves;
import dev.tabellion.server.read.Until;
import dev.tabellion.tuf.RoleName;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A record with detection, on a database of its own and without a socket. */
final class DetectionRoom implements AutoCloseable {
    final PocketClock clock = PocketClock.at(Instant.parse("2030-01-01T00:00:00Z"));
    final DatabaseOwner owner = Backing.freshDatabase();
    final HikariDataSource pool =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
    final JdbcTemplate sql = new JdbcTemplate(pool);
    private final Leaves leaves = new Leaves(owner);
    final LeafSource source = new LeafSource(pool, leaves.news());

    /** One process that detects, until it is closed. */
    final class Node implements AutoCloseable {
        private final JdbcTransactionManager transactions = new JdbcTransactionManager(pool);
        private final Investigation investigation = new Investigation(pool, clock);
        private final LogFollower follower =
                new LogFollower(
                        DetectionProjection.name(),
                        new DetectionProjection(investigation),
                        source,
                        LeafTokens.on(pool),
                        new SpringTransactionManager(transactions));
        private final Watchman watchman = new Watchman(investigation, transactions);

        Node() {
            follower.start();
            watchman.start();
        }

        /** What health says of who follows the log for it; null if all is well. */
        @Nullable String complaint() {
            return follower.complaint();
        }

        @Override
        public void close() {
            watchman.close();
            follower.close();
        }
    }

    Node node() {
        return new Node();
    }

    /** Who writes by this room's clock, as all that is recorded then is. */
    WriteNode writer() {
        GenericEventMessage.clock = clock; // Axon takes it from nowhere else
        return new WriteNode(pool, new PocketSigner(), clock);
    }

    PocketPublisher publisher(WriteNode writer, Gun gun) {
        var key = new TrustCommand.EnsureManagedKey(gun, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA);
        var made = (Outcome.KeyReady) writer.execute(key, WriteNode.ALICE);
        return PocketPublisher.of(gun, clock).withServerKeys(made.key().key());
    }

    void takeLeaves() {
        leaves.take();
    }

    /** All that was appended is in the log, and was heard. */
    void catchUp() {
        leaves.take();
        long size = number("select count(*) from tabellion.log_leaf");
        Until.holds(
                "detection heard " + size + " leaves",
                () -> number("select size from tabellion.detection_head") == size);
    }

    /** Followers wait by the same clock before they try again. */
    void holdsWhileTimePasses(String what, BooleanSupplier condition) {
        Until.holds(
                what,
                () -> {
                    clock.pass(Duration.ofMillis(50));
                    return condition.getAsBoolean();
                });
    }

    void untilFound(String rule) {
        Until.holds(rule + " is found", () -> found().contains(rule));
    }

    /** The names of the rules that spoke, in order. */
    List<String> found() {
        return sql.queryForList("select rule from tabellion.finding order by number", String.class);
    }

    /** What an owner of the database can append: a publication of long ago, as if of now. */
    void playAgain(String role) {
        sql.update(
                """
                insert into tabellion.event
                    (event_id, collection, sequence, kind, occurred_at, name, revision,
                     payload, metadata, leaf)
                select gen_random_uuid(), collection,
                    (select max(sequence) + 1 from tabellion.event o
                     where o.collection = e.collection),
                    kind, occurred_at, name, revision, payload, metadata, leaf
                from tabellion.event e
                where name = 'metadata-published'
                    and convert_from(payload, 'UTF8')::jsonb ->> 'role' = ?
                order by sequence limit 1
                """,
                role);
    }

    /** As whoever owns the database can. */
    void owner(String statement) {
        try (var connection = owner.connect();
                var each = connection.createStatement()) {
            each.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("running as the owner: " + statement, e);
        }
    }

    long number(String query) {
        return sql.queryForObject(query, (row, _) -> row.getLong(1));
    }

    @Override
    public void close() {
        GenericEventMessage.clock = Clock.systemUTC();
        pool.close();
    }
}
