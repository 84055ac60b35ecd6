package dev.tabellion.server.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** Sessions kept ready, all with the same care for hosts that vanish and secrets in messages. */
record Pools(DatabaseOwner owner, DatabaseRole role, Schema schema) {

    static final Duration CONNECT = Duration.ofSeconds(3);
    static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration BORROW = Duration.ofSeconds(3);
    private static final Duration VALIDATE = Duration.ofSeconds(1);
    private static final int IDLE_SESSIONS = 2;
    private static final int PREPARE_AFTER_USES = 3;

    /**
     * Behind a lock of a log that vanished, sessions would pile up for as long as they may last.
     */
    private static final String WAITS_BRIEFLY = "set lock_timeout = '2s'";

    /** Of the log's role; the caller closes it. */
    HikariDataSource logPool(int size) {
        var config = config("log", size, ANSWER);
        config.setConnectionInitSql(WAITS_BRIEFLY);
        return new HikariDataSource(config);
    }

    /** The caller closes it. */
    HikariDataSource pool(String name, int size, Duration answer) {
        return new HikariDataSource(config(name, size, answer));
    }

    private HikariConfig config(String name, int size, Duration answer) {
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
        config.addDataSourceProperty("currentSchema", schema.schema());
        config.addDataSourceProperty("ApplicationName", "tabellion-" + name);
        config.addDataSourceProperty("connectTimeout", Long.toString(CONNECT.toSeconds()));
        // a host that vanished without a word must not hold a session for ever
        config.addDataSourceProperty("socketTimeout", Long.toString(answer.toSeconds()));
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("prepareThreshold", Integer.toString(PREPARE_AFTER_USES));
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // the driver's messages would hold what was being written: documents, keys, people
        config.addDataSourceProperty("logServerErrorDetail", "false");
        return config;
    }

    /** Sessions outside any pool, for who changes their settings, listens, or keeps a lock. */
    DataSource sessions(String name, Duration answer) {
        var sessions = new PGSimpleDataSource();
        sessions.setURL(owner.url());
        sessions.setUser(role.name());
        sessions.setPassword(role.password());
        sessions.setCurrentSchema(schema.schema());
        sessions.setApplicationName("tabellion-" + name);
        sessions.setConnectTimeout((int) CONNECT.toSeconds());
        sessions.setSocketTimeout((int) answer.toSeconds());
        sessions.setTcpKeepAlive(true);
        sessions.setReWriteBatchedInserts(true);
        sessions.setLogServerErrorDetail(false);
        return sessions;
    }
}
