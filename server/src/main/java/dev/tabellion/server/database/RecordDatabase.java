package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A database that holds the record: its role exists and its schema is of this program's version.
 * There is no other way to a pool, so nothing can query tables that are not there yet.
 */
public final class RecordDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(RecordDatabase.class);
    private static final Duration READ_ANSWER = Duration.ofSeconds(4);
    private static final int READ_SESSIONS = 8;
    private static final int LOG_SESSIONS = 4;
    private static final int AUDIT_SESSIONS = 4;
    private static final int FORENSICS_SESSIONS = 2;
    private static final Duration AUDIT_ANSWER = Duration.ofSeconds(10);

    private final DatabaseOwner owner;
    private final DatabaseRole app;
    private final DatabaseRole log;
    private final DatabaseSettings settings;

    private RecordDatabase(
            DatabaseOwner owner, DatabaseRole app, DatabaseRole log, DatabaseSettings settings) {
        this.owner = owner;
        this.app = app;
        this.log = log;
        this.settings = settings;
    }

    /** Makes the roles, then brings the schema up to date; both can be repeated at any time. */
    public static RecordDatabase prepare(DatabaseOwner owner, DatabaseSettings settings) {
        var app = DatabaseRoles.ensure(owner, settings.appUsername(), settings.appPassword());
        var log = DatabaseRoles.ensure(owner, settings.logUsername(), settings.logPassword());
        if (app.name().equals(owner.user())) {
            LOG.atWarn()
                    .addKeyValue("role", app.name())
                    .log(
                            "RECORD-NOT-PROTECTED: the server works as the owner of its tables, so"
                                    + " the database does not keep it from changing or deleting events");
        }
        Schema.RECORD.migrate(owner, Map.of("app_role", app.name(), "log_role", log.name()));
        return new RecordDatabase(owner, app, log, settings);
    }

    /** Sessions that may add to the record; the caller closes the pool. */
    public HikariDataSource appPool() {
        return pools().pool("app", settings.appPoolSize(), Pools.ANSWER);
    }

    /**
     * Sessions of the same role for reads alone, so that neither a flood of reads nor one of
     * publications takes the other's; gives up sooner. The caller closes the pool.
     */
    public HikariDataSource readPool() {
        return pools().pool("read", READ_SESSIONS, READ_ANSWER);
    }

    /** Sessions of the same role outside any pool, for who changes their settings or listens. */
    public DataSource appSessions() {
        return pools().sessions("node", Pools.ANSWER);
    }

    /** Sessions for an auditor's questions, which may take a while and get in nobody's way. */
    public HikariDataSource auditPool() {
        return pools().pool("audit", AUDIT_SESSIONS, AUDIT_ANSWER);
    }

    /** Sessions for an investigator's reports, which are few and long. */
    public HikariDataSource forensicsPool() {
        return pools().pool("forensics", FORENSICS_SESSIONS, AUDIT_ANSWER);
    }

    /** Sessions that may order leaves and publish checkpoints; the caller closes the pool. */
    public HikariDataSource logPool() {
        return new Pools(owner, log, Schema.RECORD).logPool(LOG_SESSIONS);
    }

    /**
     * Leaves the numbers of events up to this one unused, so that a changefeed that was kept
     * elsewhere can keep its own. As the owner: the application's role draws numbers one by one.
     */
    public void reserveIndexes(long upTo) {
        try (var connection = owner.connect();
                var statement =
                        connection.prepareStatement(
                                """
                                select setval('tabellion.event_global_index_seq', ?)
                                from tabellion.event_global_index_seq where last_value < ?
                                """)) {
            statement.setLong(1, upTo);
            statement.setLong(2, upTo);
            statement.execute();
        } catch (SQLException e) {
            throw new IllegalStateException("reserving events' numbers up to " + upTo, e);
        }
    }

    private Pools pools() {
        return new Pools(owner, app, Schema.RECORD);
    }
}
