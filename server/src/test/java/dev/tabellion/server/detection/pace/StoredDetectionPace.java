package dev.tabellion.server.detection.pace;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.tabellion.projection.detection.DetectionProjection;
import dev.tabellion.projection.detection.Investigation;
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
import java.time.Clock;
import javax.sql.DataSource;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Prints how fast all rules hear a stored log of honest publications, from its first leaf on, as
 * after other rules came: with the follower, the archive and its PostgreSQL.
 *
 * <p>Arguments: a directory, how many collections, how often each publishes, how often it is heard.
 */
final class StoredDetectionPace {
    private StoredDetectionPace() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        try (var data = DataDirectory.open(Path.of(arguments[0]));
                var postgres = EmbeddedPostgres.start(data, PostgresSettings.defaults())) {
            var database = RecordDatabase.prepare(postgres.owner(), DatabaseSettings.defaults());
            try (var pool = database.appPool()) {
                var sql = new JdbcTemplate(pool);
                if (number(sql, "select count(*) from tabellion.log_leaf") == 0) {
                    new MadeLog(postgres.owner())
                            .make(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]));
                }
                for (int i = 0; i < Integer.parseInt(arguments[3]); i++) {
                    hear(pool, sql);
                }
            }
        }
    }

    private static void hear(DataSource pool, JdbcTemplate sql) throws InterruptedException {
        sql.update("update tabellion.detection_head set rules = decode(repeat('11', 32), 'hex')");
        sql.update("delete from tabellion.follower");
        long size = number(sql, "select count(*) from tabellion.log_leaf");
        long begun = System.nanoTime();
        try (var follower =
                new LogFollower(
                        DetectionProjection.name(),
                        new DetectionProjection(new Investigation(pool, Clock.systemUTC())),
                        new LeafSource(pool, new LogNews()),
                        LeafTokens.on(pool),
                        new SpringTransactionManager(new JdbcTransactionManager(pool)))) {
            follower.start();
            while (heard(sql) < size) {
                Thread.sleep(50); // nobody is waited for but another thread, for minutes
            }
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "heard %,d stored events in %.1f s: %,.0f a second; %d findings%n",
                size,
                seconds,
                size / seconds,
                number(sql, "select count(*) from tabellion.finding"));
    }

    private static long heard(JdbcTemplate sql) {
        return number(
                sql,
                "select case when rules = decode(repeat('11', 32), 'hex') then 0 else size end"
                        + " from tabellion.detection_head");
    }

    private static long number(JdbcTemplate sql, String question) {
        Long number = sql.queryForObject(question, Long.class);
        return number == null ? 0 : number;
    }
}
