package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.postgres.PostgresSettings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;

/** Where the original Notary keeps things: the {@code storage} part of its configurations. */
public final class NotaryStorage implements AutoCloseable {

    /** It opens a new one for nearly every request. */
    private static final int SESSIONS = 300;

    /** The tables the original expects to find; it makes none itself. */
    private static final String TABLES =
            """
            CREATE TABLE tuf_files (
                id serial PRIMARY KEY,
                created_at timestamptz, updated_at timestamptz, deleted_at timestamptz,
                gun varchar(255) NOT NULL, role varchar(255) NOT NULL, version integer NOT NULL,
                data bytea NOT NULL, sha256 char(64),
                UNIQUE (gun, role, version));
            CREATE INDEX ON tuf_files (sha256);
            CREATE TABLE changefeed (
                id serial PRIMARY KEY, created_at timestamptz DEFAULT now(),
                gun varchar(255) NOT NULL, version integer NOT NULL,
                sha256 char(64), category varchar(20) NOT NULL);
            CREATE INDEX ON changefeed (gun);
            CREATE TABLE private_keys (
                id serial PRIMARY KEY,
                created_at timestamptz, updated_at timestamptz, deleted_at timestamptz,
                key_id varchar(255) NOT NULL UNIQUE,
                encryption_alg varchar(255) NOT NULL, keywrap_alg varchar(255) NOT NULL,
                algorithm varchar(50) NOT NULL, passphrase_alias varchar(50) NOT NULL,
                gun varchar(255) NOT NULL, role varchar(255) NOT NULL,
                public bytea NOT NULL, private bytea NOT NULL, last_used timestamptz);
            """;

    /** The same for the other database the original knows. */
    private static final String MARIADB_TABLES =
            """
            CREATE TABLE tuf_files (
                id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
                created_at timestamp NULL, updated_at timestamp NULL, deleted_at timestamp NULL,
                gun varchar(255) NOT NULL, role varchar(255) NOT NULL, version int NOT NULL,
                data longblob NOT NULL, sha256 char(64),
                UNIQUE KEY gun (gun, role, version))
                CHARACTER SET utf8mb3 COLLATE utf8mb3_bin;
            CREATE TABLE changefeed (
                id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
                created_at timestamp DEFAULT CURRENT_TIMESTAMP,
                gun varchar(255) NOT NULL, version int NOT NULL,
                sha256 char(64), category varchar(20) NOT NULL)
                CHARACTER SET utf8mb3 COLLATE utf8mb3_bin;
            CREATE TABLE private_keys (
                id int NOT NULL AUTO_INCREMENT PRIMARY KEY,
                created_at timestamp NULL, updated_at timestamp NULL, deleted_at timestamp NULL,
                key_id varchar(255) NOT NULL UNIQUE,
                encryption_alg varchar(255) NOT NULL, keywrap_alg varchar(255) NOT NULL,
                algorithm varchar(50) NOT NULL, passphrase_alias varchar(50) NOT NULL,
                gun varchar(255) NOT NULL, role varchar(255) NOT NULL,
                public blob NOT NULL, private blob NOT NULL, last_used timestamp NULL)
            """;

    private final String backend;
    private final String goUrl;
    private final String jdbcUrl;
    private final BiConsumer<Path, List<String>> dumping;
    private final List<AutoCloseable> backing;

    private NotaryStorage(
            String backend,
            String goUrl,
            String jdbcUrl,
            BiConsumer<Path, List<String>> dumping,
            List<AutoCloseable> backing) {
        this.backend = backend;
        this.goUrl = goUrl;
        this.jdbcUrl = jdbcUrl;
        this.dumping = dumping;
        this.backing = List.copyOf(backing);
    }

    /** A PostgreSQL of its own under this folder, which outlives a killed server. */
    public static NotaryStorage under(Path folder) {
        MadeDatabase.SERVERS.under(folder.resolve("data"));
        var data = DataDirectory.open(folder.resolve("data"));
        var settings = new PostgresSettings(FreePort.pick(), 128, SESSIONS);
        var postgres = EmbeddedPostgres.start(data, settings);
        return onPostgres(
                postgres.superuser(),
                (_, _) -> {
                    throw new AssertionError("its PostgreSQL comes without pg_dump");
                },
                List.of(postgres, data));
    }

    /** The PostgreSQL of the system, which can be dumped. */
    public static NotaryStorage onSystemPostgres(Path folder) {
        var database = DebianPostgres.under(folder.resolve("postgres"), FreePort.pick(), SESSIONS);
        return onPostgres(database.administrator(), database::dump, List.of(database));
    }

    private static NotaryStorage onPostgres(
            DatabaseOwner owner,
            BiConsumer<Path, List<String>> dumping,
            List<AutoCloseable> backing) {
        String jdbcUrl =
                owner.url()
                        + (owner.url().contains("?") ? "&" : "?")
                        + "user=%s&password=%s".formatted(owner.user(), encoded(owner.password()));
        var storage = new NotaryStorage("postgres", goUrl(owner), jdbcUrl, dumping, backing);
        storage.execute(TABLES);
        return storage;
    }

    /** A MariaDB of its own under this folder. */
    public static NotaryStorage onMariaDb(Path folder) {
        MariaDb database = MariaDb.under(folder);
        database.execute(MARIADB_TABLES);
        return new NotaryStorage(
                "mysql", database.goUrl(), database.jdbcUrl(), database::dump, List.of(database));
    }

    /** As the original's configuration has it. */
    public String address() {
        return goUrl;
    }

    /** Has the database's own program write a dump of it; answers the file. */
    public Path dump(Path file, List<String> options) {
        dumping.accept(file, options);
        return file;
    }

    String ofServer() {
        return "{" + shared() + "}";
    }

    String ofSigner() {
        return "{" + shared() + ", \"default_alias\": \"timestamp_1\"}";
    }

    private String shared() {
        String parameters = backend.equals("mysql") ? "?parseTime=True" : "";
        return "\"backend\": \"%s\", \"db_url\": \"%s%s\"".formatted(backend, goUrl, parameters);
    }

    /** Of every stored document: collection, role, version, digest. */
    public List<List<String>> documents() {
        List<List<String>> documents = new ArrayList<>();
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement();
                var rows =
                        statement.executeQuery(
                                "select gun, role, version, sha256 from tuf_files")) {
            while (rows.next()) {
                documents.add(
                        List.of(
                                rows.getString(1),
                                rows.getString(2),
                                rows.getString(3),
                                rows.getString(4)));
            }
            return documents;
        } catch (SQLException e) {
            throw new IllegalStateException("reading the original Notary's tables", e);
        }
    }

    /** Tampers with what the original keeps. */
    public void execute(String sql) {
        try (var connection = DriverManager.getConnection(jdbcUrl);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("in the original Notary's database: " + sql, e);
        }
    }

    @Override
    public void close() {
        for (AutoCloseable each : backing) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("ending the original Notary's database", e);
            }
        }
    }

    /** The database's address as a Go program reads it. */
    private static String goUrl(DatabaseOwner owner) {
        var address = URI.create(owner.url().substring("jdbc:".length()));
        return "postgres://%s:%s@127.0.0.1:%d%s?sslmode=disable"
                .formatted(
                        owner.user(),
                        encoded(owner.password()),
                        address.getPort(),
                        address.getPath());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
