package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.process.Program;
import dev.tabellion.server.database.DatabaseOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The distribution's PostgreSQL, which may be another version than the embedded one, under a folder
 * and on loopback, with the programs that dump and restore it.
 */
public final class DebianPostgres implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SESSIONS = 100;
    private static final String SUPERUSER = "postgres";
    private static final String PASSWORD = "superuser's";
    private static final String OWNER = "record_owner";
    private static final String DATABASE = "record";

    private final Path folder;
    private final int port;
    private final Background process;

    private DebianPostgres(Path folder, int port, Background process) {
        this.folder = folder;
        this.port = port;
        this.process = process;
    }

    /** Without a database of ours, on this port. */
    public static DebianPostgres under(Path folder, int port) {
        return under(folder, port, SESSIONS);
    }

    /**
     * @param sessions how many it takes
     */
    static DebianPostgres under(Path folder, int port, int sessions) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("password"), PASSWORD);
        } catch (IOException e) {
            throw new UncheckedIOException("preparing " + folder, e);
        }
        run(
                        folder,
                        asNobody(
                                Program.INITDB,
                                "--pgdata=" + folder.resolve("cluster"),
                                "--username=" + SUPERUSER,
                                "--pwfile=" + folder.resolve("password"),
                                "--auth=scram-sha-256",
                                "--encoding=UTF8",
                                "--locale=C",
                                "--no-sync"))
                .succeeds();
        Background process =
                Background.start(
                        asNobody(
                                Program.POSTGRES,
                                "-D",
                                folder.resolve("cluster").toString(),
                                "-p",
                                Integer.toString(port),
                                "-N",
                                Integer.toString(sessions),
                                "-c",
                                "listen_addresses=127.0.0.1",
                                "-c",
                                "unix_socket_directories="),
                        folder,
                        Map.of(),
                        folder.resolve("postgres.log"));
        var postgres = new DebianPostgres(folder, port, process);
        Deadline.await(PATIENCE, postgres::answers, process::lastWords);
        return postgres;
    }

    /** As an administrator makes them for an installation. */
    public void makeOwner() {
        execute("create role " + OWNER + " login createrole password '" + OWNER + "'");
    }

    public void makeDatabase() {
        execute("create database " + DATABASE + " owner " + OWNER + " template template0");
    }

    public void dropDatabase() {
        execute("drop database " + DATABASE);
    }

    public DatabaseOwner owner() {
        return new DatabaseOwner(url(DATABASE), OWNER, OWNER);
    }

    public DatabaseOwner superuser() {
        return new DatabaseOwner(url(DATABASE), SUPERUSER, PASSWORD);
    }

    /** In the database that is there from the start. */
    DatabaseOwner administrator() {
        return new DatabaseOwner(url(SUPERUSER), SUPERUSER, PASSWORD);
    }

    /** By its owner, as it is now. */
    public Path dump(String name) {
        Path file = folder.resolveSibling(name + ".dump");
        ask(Program.PG_DUMP, OWNER, OWNER, "--format=custom", "--file=" + file, DATABASE);
        return file;
    }

    /** Of the database that is there from the start, written as these options say. */
    void dump(Path file, List<String> options) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of("--file=" + file, SUPERUSER));
        ask(Program.PG_DUMP, SUPERUSER, PASSWORD, all.toArray(String[]::new));
    }

    /** The logins with their passwords, which no dump of a database holds. */
    public Path dumpRoles() {
        Path file = folder.resolveSibling("roles.sql");
        ask(Program.PG_DUMPALL, SUPERUSER, PASSWORD, "--roles-only", "--file=" + file);
        return file;
    }

    /** Of what is there already, it complains and goes on. */
    public void restoreRoles(Path file) {
        ask(Program.PSQL, SUPERUSER, PASSWORD, "--quiet", "--file=" + file, SUPERUSER);
    }

    public void restore(Path file) {
        ask(
                Program.PG_RESTORE,
                SUPERUSER,
                PASSWORD,
                "--exit-on-error",
                "--dbname=" + DATABASE,
                file.toString());
    }

    private void ask(Program program, String user, String password, String... arguments) {
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "--host=127.0.0.1",
                                "--port=" + port,
                                "--username=" + user,
                                "--no-password"));
        all.addAll(List.of(arguments));
        program.run(folder, Map.of("PGPASSWORD", password), all).succeeds();
    }

    private boolean answers() {
        try (var _ = administrator().connect()) {
            return true;
        } catch (SQLException e) {
            return false;
        }
    }

    private void execute(String sql) {
        try (var connection = administrator().connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException("in PostgreSQL: " + sql, e);
        }
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    /** It runs as anybody but root; in a namespace of its own, root is nobody. */
    private static List<String> asNobody(Program program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of(Program.UNSHARE.find().toString(), "-U"));
        }
        command.add(program.find().toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Outcome run(Path folder, List<String> command) {
        return Program.run(command, "", folder, Map.of());
    }

    @Override
    public void close() {
        process.close();
    }
}
