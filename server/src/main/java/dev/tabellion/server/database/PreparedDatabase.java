package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.server.start.StartupRefused;
import java.time.Duration;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A database whose roles exist and whose schemas are of this program's version. There is no other
 * way to a pool, so nothing can query tables that are not there yet.
 */
public final class PreparedDatabase {

    /** Schema of the record and of what is derived from it. */
    static final String RECORD_SCHEMA = "tabellion";

    /** Schema of the signer, which the application's role cannot enter. */
    static final String SIGNER_SCHEMA = "signer";

    private static final Duration CONNECT = Duration.ofSeconds(3);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration READ_ANSWER = Duration.ofSeconds(4);
    private static final Duration BORROW = Duration.ofSeconds(3);
    private static final Duration VALIDATE = Duration.ofSeconds(1);
    private static final int READ_SESSIONS = 8;
    private static final int IDLE_SESSIONS = 2;
    private static final int PREPARE_AFTER_USES = 3;

    private final DatabaseOwner owner;
    private final DatabaseRoles roles;
    private final DatabaseSettings settings;

    private PreparedDatabase(DatabaseOwner owner, DatabaseRoles roles, DatabaseSettings settings) {
        this.owner = owner;
        this.roles = roles;
        this.settings = settings;
    }

    /** Makes the roles, then brings the schemas up to date; both can be repeated at any time. */
    public static PreparedDatabase prepare(DatabaseOwner owner, DatabaseSettings settings) {
        var roles = DatabaseRoles.ensure(owner, settings);
        migrate(owner, roles);
        return new PreparedDatabase(owner, roles, settings);
    }

    /** Sessions that may add to the record; the caller closes the pool. */
    public HikariDataSource appPool() {
        return pool("app", roles.app(), settings.appPoolSize(), RECORD_SCHEMA, ANSWER);
    }

    /**
     * Sessions of the same role for reads alone, so that neither a flood of reads nor one of
     * publications takes the other's; gives up sooner. The caller closes the pool.
     */
    public HikariDataSource readPool() {
        return pool("read", roles.app(), READ_SESSIONS, RECORD_SCHEMA, READ_ANSWER);
    }

    /** Sessions of the same role outside any pool, for who changes their settings or listens. */
    public DataSource appSessions() {
        var sessions = new PGSimpleDataSource();
        sessions.setURL(owner.url());
        sessions.setUser(roles.app().name());
        sessions.setPassword(roles.app().password());
        sessions.setCurrentSchema(RECORD_SCHEMA);
        sessions.setApplicationName("tabellion-node");
        sessions.setConnectTimeout((int) CONNECT.toSeconds());
        sessions.setSocketTimeout((int) ANSWER.toSeconds());
        sessions.setTcpKeepAlive(true);
        sessions.setLogServerErrorDetail(false);
        return sessions;
    }

    /** Sessions that may use the signer's tables; the caller closes the pool. */
    public HikariDataSource signerPool() {
        return pool("signer", roles.signer(), settings.signerPoolSize(), SIGNER_SCHEMA, ANSWER);
    }

    /**
     * Each module numbers its migrations in a hundred of its own, so a lower number may well come
     * after a higher one: out of order is the normal case.
     */
    private static void migrate(DatabaseOwner owner, DatabaseRoles roles) {
        try {
            Flyway.configure(PreparedDatabase.class.getClassLoader())
                    .dataSource(owner.url(), owner.user(), owner.password())
                    .locations("classpath:db/migration")
                    .schemas(RECORD_SCHEMA, SIGNER_SCHEMA)
                    .defaultSchema(RECORD_SCHEMA)
                    .table("schema_version")
                    .placeholders(
                            Map.of(
                                    "app_role", roles.app().name(),
                                    "signer_role", roles.signer().name()))
                    .outOfOrder(true)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StartupRefused(
                    "The schemas of " + owner + " cannot be brought up to date: " + e.getMessage(),
                    e);
        }
    }

    private HikariDataSource pool(
            String name, DatabaseRole role, int size, String schema, Duration answer) {
        var config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(owner.url());
        config.setUsername(role.name());
        config.setPassword(role.password());
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(Math.min(size, IDLE_SESSIONS));
        // short enough that a request fails cleanly while the database restarts
        config.setConnectionTimeout(BORROW.toMillis());
        config.setValidationTimeout(VALIDATE.toMillis());
        config.addDataSourceProperty("currentSchema", schema);
        config.addDataSourceProperty("ApplicationName", "tabellion-" + name);
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        // a host that vanished without a word must not hold a session for ever
        config.addDataSourceProperty("socketTimeout", Long.toString(answer.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("prepareThreshold", Integer.toString(PREPARE_AFTER_USES));
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // the driver's messages would hold what was being written: documents, keys, people
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return new HikariDataSource(config);
    }
}
