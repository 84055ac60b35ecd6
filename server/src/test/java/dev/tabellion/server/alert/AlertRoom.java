package dev.tabellion.server.alert;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.detection.Severity;
import dev.tabellion.projection.alert.Backoff;
import dev.tabellion.projection.alert.FindingBell;
import dev.tabellion.projection.alert.Hook;
import dev.tabellion.projection.alert.HookSecret;
import dev.tabellion.projection.alert.Hooks;
import dev.tabellion.projection.alert.Outlets;
import dev.tabellion.projection.finding.FindingReader;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database with findings in it, and nodes that tell them. */
final class AlertRoom implements AutoCloseable {
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwdGhpcyBpcyBpdA==";

    final DatabaseOwner owner = Backing.freshDatabase();
    final HikariDataSource pool =
            RecordDatabase.prepare(owner, DatabaseSettings.defaults()).appPool();
    final JdbcTemplate sql = new JdbcTemplate(pool);
    final FindingReader findings = new FindingReader(pool);
    final FindingBell bell = new FindingBell(findings);
    private final AtomicInteger made = new AtomicInteger();

    AlertRoom() {
        bell.start();
    }

    Outlets outlets() {
        return new Outlets(pool, UUID.randomUUID().toString());
    }

    static Hook hook(String name, URI url) {
        return new Hook(name, url, HookSecret.of(SECRET), Severity.HIGH);
    }

    /** A node that tells these; it tries again soon, and gives up after four attempts. */
    Hooks node(Hook... hooks) {
        var node =
                new Hooks(
                        List.of(hooks),
                        new Hooks.Surroundings(
                                pool,
                                new JdbcTransactionManager(pool),
                                findings,
                                bell,
                                outlets(),
                                Clock.systemUTC(),
                                new Backoff(Duration.ofMillis(50), 4, () -> 0.5)));
        node.start();
        return node;
    }

    void find(String subject) {
        find(subject, "crit", null);
    }

    void find(String subject, String severity, @Nullable Long expectedBy) {
        sql.update(
                """
                insert into tabellion.finding (id, rule, severity, subject_kind, subject, leaf_index,
                    at, found_at, facts, evidence, expected_by)
                values (?, 'VERSION_ROLLBACK', ?, 'collection', ?, ?, now(), now(),
                    '{"version":"1"}', '["leaf:1"]', ?)
                """,
                Bytes.utf8("finding " + made.incrementAndGet()).sha256().hex().substring(0, 32),
                severity,
                subject,
                made.get(),
                expectedBy);
    }

    /** Found today by a rule that there was not when it happened. */
    void findLate(String subject, String ago) {
        find(subject);
        execute(
                "update tabellion.finding set at = now() - interval '%s' where number = %d"
                        .formatted(ago, findings.newest()));
    }

    /** Many at once, none of which anybody can miss. */
    void findMany(int findings) {
        execute(
                """
                insert into tabellion.finding (id, rule, severity, subject_kind, subject,
                    leaf_index, at, found_at, facts, evidence)
                select md5('many' || i), 'VERSION_ROLLBACK', 'crit', 'collection', 'many', i,
                    now(), now(), '{}', '["leaf:1"]' from generate_series(1, %d) as i
                """
                        .formatted(findings));
    }

    /** By the owner's hand. */
    void execute(String statement) {
        try (var connection = owner.connect();
                var one = connection.createStatement()) {
            one.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("running as the owner: " + statement, e);
        }
    }

    @Override
    public void close() {
        bell.close();
        pool.close();
    }
}
