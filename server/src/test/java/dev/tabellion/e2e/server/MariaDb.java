package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.process.Program;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A MariaDB of its own under a folder, on loopback, with one empty database and no password. */
final class MariaDb implements AutoCloseable {

    static final String DATABASE = "notary";

    private final Path folder;
    private final Background process;
    private final int port;

    private MariaDb(Path folder, Background process, int port) {
        this.folder = folder;
        this.process = process;
        this.port = port;
    }

    static MariaDb under(Path folder) {
        Path data = folder.resolve("mariadb");
        String user = "--user=" + System.getProperty("user.name");
        Program.MARIADB_INSTALL_DB
                .run(
                        folder,
                        Map.of(),
                        List.of(
                                "--no-defaults",
                                user,
                                "--datadir=" + data,
                                "--auth-root-authentication-method=normal",
                                "--skip-test-db"))
                .succeeds();
        int port = FreePort.pick();
        Background process =
                Background.start(
                        List.of(
                                Program.MARIADBD.find().toString(),
                                "--no-defaults",
                                user,
                                "--datadir=" + data,
                                "--socket=" + data.resolve("s"),
                                "--port=" + port,
                                "--bind-address=127.0.0.1",
                                "--max-connections=300"),
                        folder,
                        Map.of(),
                        folder.resolve("mariadb.log"));
        var database = new MariaDb(folder, process, port);
        Readiness.awaitListening(port, process);
        database.execute("jdbc:mariadb://127.0.0.1:" + port + "/", "create database " + DATABASE);
        return database;
    }

    String jdbcUrl() {
        return "jdbc:mariadb://127.0.0.1:" + port + "/" + DATABASE + "?user=root";
    }

    /** As Go's driver reads it. */
    String goUrl() {
        return "root@tcp(127.0.0.1:" + port + ")/" + DATABASE;
    }

    void execute(String statements) {
        for (String statement : statements.split(";", -1)) {
            if (!statement.isBlank()) {
                execute(jdbcUrl(), statement);
            }
        }
    }

    void dump(Path file, List<String> options) {
        var arguments = new ArrayList<>(List.of("--no-defaults", "--result-file=" + file));
        arguments.addAll(List.of("--host=127.0.0.1", "--port=" + port, "--user=root"));
        arguments.addAll(options);
        arguments.add(DATABASE);
        Program.MARIADB_DUMP.run(folder, Map.of(), arguments).succeeds();
    }

    @Override
    public void close() {
        process.close();
    }

    private void execute(String url, String sql) {
        try (var connection = DriverManager.getConnection(url, "root", "");
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("in MariaDB: " + sql, e);
        }
    }
}
