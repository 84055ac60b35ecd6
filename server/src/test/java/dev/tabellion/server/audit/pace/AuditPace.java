package dev.tabellion.server.audit.pace;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tabellion.projection.audit.AuditEntries;
import dev.tabellion.projection.audit.AuditIndex;
import dev.tabellion.projection.audit.AuditProjection;
import dev.tabellion.projection.log.LeafSource;
import dev.tabellion.projection.log.LeafTokens;
import dev.tabellion.projection.log.LogFollower;
import dev.tabellion.projection.log.LogNews;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.postgres.PostgresSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import javax.sql.DataSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Prints how fast leaves are taken up into the audit trail and how long a page of a hundred rows
 * takes, on made events in a PostgreSQL of its own.
 *
 * <p>Arguments: a directory, how many events (those already there count), how often each question.
 */
final class AuditPace {
    private AuditPace() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        long events = Long.parseLong(arguments[1]);
        try (var data = DataDirectory.open(Path.of(arguments[0]));
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            var database = RecordDatabase.prepare(postgres.owner(), DatabaseSettings.defaults());
            try (var pool = database.appPool();
                    var reads = database.readPool()) {
                var index = new AuditIndex(reads);
                make(new MadeEvents(postgres.owner()), index.size(), events);
                takeUp(pool, index, events);
                new Pages(index, new AuditEntries(reads), events)
                        .measure(Integer.parseInt(arguments[2]));
            }
        }
    }

    private static void make(MadeEvents made, long from, long to) {
        long begun = System.nanoTime();
        made.make(from, to);
        System.out.printf("made %,d events in %s%n", to - from, since(begun));
    }

    private static void takeUp(DataSource pool, AuditIndex index, long events)
            throws InterruptedException {
        long begun = System.nanoTime();
        long before = index.size();
        try (var follower =
                new LogFollower(
                        AuditProjection.NAME,
                        new AuditProjection(pool),
                        new LeafSource(pool, new LogNews()),
                        LeafTokens.on(pool),
                        new SpringTransactionManager(new JdbcTransactionManager(pool)))) {
            follower.start();
            while (index.size() < events) {
                Thread.sleep(200); // nobody is waited for but another thread, for minutes
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "took up %,d leaves in %s: %,.0f a second%n",
                events - before, since(begun), (events - before) / seconds);
    }

    private static Duration since(long begun) {
        return Duration.ofMillis((System.nanoTime() - begun) / 1_000_000);
    }
}
