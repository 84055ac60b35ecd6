package dev.tabellion.server.log;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.RecordDatabase;
import dev.tabellion.tlog.VerifierKey;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.LongStream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** A record into which events are written as the server's role writes them, without a server. */
final class LogRecord implements AutoCloseable {
    private final DatabaseOwner owner;
    private final HikariDataSource app;
    final HikariDataSource log;
    final JdbcTemplate sql;

    private LogRecord(DatabaseOwner owner) {
        this.owner = owner;
        var database = RecordDatabase.prepare(owner, DatabaseSettings.defaults());
        this.app = database.appPool();
        this.log = database.logPool();
        this.sql = new JdbcTemplate(app);
    }

    static LogRecord fresh() {
        return new LogRecord(Backing.freshDatabase());
    }

    /** A backup of it, put back; this one is closed, for a backup wants it quiet. */
    LogRecord restored() {
        close();
        return new LogRecord(Backing.copyOf(owner));
    }

    /** The same once more, after it was closed. */
    LogRecord reopened() {
        return new LogRecord(owner);
    }

    DataSource writers() {
        return app;
    }

    /** Of whoever changes tables; the caller closes it. */
    Connection ownersSession() throws SQLException {
        return owner.connect();
    }

    /** As somebody whom no grant and no trigger holds. */
    JdbcTemplate asSuperuser(String sql) {
        var superuser = Backing.superuser();
        var there = new DatabaseOwner(owner.url(), superuser.user(), superuser.password());
        try (var connection = there.connect();
                var statement = connection.createStatement()) {
            statement.execute("set session_replication_role = replica");
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
        return this.sql;
    }

    void append(int events) {
        append(sql, "stream-" + UUID.randomUUID(), 0, events);
    }

    /** In one statement, and so in one transaction unless the caller has one. */
    static void append(JdbcTemplate sql, String stream, long first, int events) {
        sql.update(
                """
                insert into tabellion.event (event_id, collection, sequence, kind, occurred_at,
                                             name, revision, payload, metadata, leaf)
                select gen_random_uuid(), ?, n, 'collection', now(), 'collection-opened', '1',
                       '{}', '{}', convert_to(? || n || repeat('.', 500), 'UTF8')
                from unnest(?) as n
                """,
                stream,
                stream + "#",
                LongStream.range(first, first + events).boxed().toArray(Long[]::new));
    }

    /** The leaf of that event. */
    static Bytes leaf(String stream, long sequence) {
        return Bytes.utf8(stream + "#" + sequence + ".".repeat(500));
    }

    /** Whoever has the log's place is believed to be dead from now on. */
    void endLease() {
        new JdbcTemplate(log).update("update log_head set beat_at = beat_at - interval '1 hour'");
    }

    LogAudit audit(VerifierKey key) {
        return LogAudit.of(log, key);
    }

    static Duration lease() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void close() {
        app.close();
        log.close();
    }
}
