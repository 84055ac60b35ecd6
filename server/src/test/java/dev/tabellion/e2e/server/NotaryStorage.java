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
import java.sql.SQLException;
import java.util.List;

/** Where the original Notary keeps things: the {@code storage} part of its configurations. */
final class NotaryStorage implements AutoCloseable {

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

    private final String server;
    private final String signer;
    private final List<AutoCloseable> backing;

    private NotaryStorage(String server, String signer, List<AutoCloseable> backing) {
        this.server = server;
        this.signer = signer;
        this.backing = List.copyOf(backing);
    }

    /** A PostgreSQL of its own under this folder, which outlives a killed server. */
    static NotaryStorage under(Path folder) {
        var data = DataDirectory.open(folder.resolve("data"));
        var settings = new PostgresSettings(FreePort.pick(), 128, SESSIONS);
        var postgres = EmbeddedPostgres.start(data, settings);
        makeTables(postgres.superuser());
        var shared =
                "\"backend\": \"postgres\", \"db_url\": \"%s\""
                        .formatted(goUrl(postgres.superuser()));
        return new NotaryStorage(
                "{" + shared + "}",
                "{" + shared + ", \"default_alias\": \"timestamp_1\"}",
                List.of(postgres, data));
    }

    String ofServer() {
        return server;
    }

    String ofSigner() {
        return signer;
    }

    @Override
    public void close() {
        for (AutoCloseable each : backing) {
            try {
                each.close();
            } catch (Exception e) {
                throw new IllegalStateException("ending the original Notary's PostgreSQL", e);
            }
        }
    }

    private static void makeTables(DatabaseOwner owner) {
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute(TABLES);
        } catch (SQLException e) {
            throw new IllegalStateException("making the original Notary's tables", e);
        }
    }

    /** The database's address as a Go program reads it. */
    private static String goUrl(DatabaseOwner owner) {
        var address = URI.create(owner.url().substring("jdbc:".length()));
        return "postgres://%s:%s@127.0.0.1:%d%s?sslmode=disable"
                .formatted(
                        owner.user(),
                        URLEncoder.encode(owner.password(), StandardCharsets.UTF_8),
                        address.getPort(),
                        address.getPath());
    }
}
