package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Background;
import dev.tabellion.e2e.process.Deadline;
import dev.tabellion.e2e.process.FreePort;
import dev.tabellion.e2e.process.Outcome;
import dev.tabellion.e2e.process.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The PostgreSQL that the system has, under a folder, on loopback and without a password: its
 * {@code pg_dump} refuses the newer one that Tabellion carries.
 */
final class SystemPostgres implements AutoCloseable {
    private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
    private static final String HOST = "127.0.0.1";
    private static final String USER = "notary";
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Background process;
    private final Path folder;
    private final int port;

    private SystemPostgres(Background process, Path folder, int port) {
        this.process = process;
        this.folder = folder;
        this.port = port;
    }

    static SystemPostgres under(Path folder, int sessions) {
        String data = folder.resolve("system-postgres").toString();
        run(folder, "initdb", "-D", data, "-U", USER, "-A", "trust", "-N").succeeds();
        int port = FreePort.pick();
        var command = new ArrayList<>(List.of(Program.ENV.find().toString()));
        command.addAll(
                program(
                        "postgres",
                        "-D",
                        data,
                        "-p",
                        Integer.toString(port),
                        "-N",
                        Integer.toString(sessions),
                        "-c",
                        "listen_addresses=" + HOST,
                        "-c",
                        "unix_socket_directories="));
        Background process =
                Background.start(command, folder, Map.of(), folder.resolve("system-postgres.log"));
        Deadline.await(
                PATIENCE,
                () ->
                        run(folder, "pg_isready", "-q", "-h", HOST, "-p", Integer.toString(port))
                                        .exit()
                                == 0,
                process::lastWords);
        return new SystemPostgres(process, folder, port);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=" + USER;
    }

    /** As a Go program reads it. */
    String goUrl() {
        return "postgres://" + USER + "@127.0.0.1:" + port + "/postgres?sslmode=disable";
    }

    void dump(Path file, List<String> options) {
        var arguments = new ArrayList<>(options);
        arguments.addAll(List.of("-h", HOST, "-p", Integer.toString(port), "-U", USER));
        arguments.addAll(List.of("-f", file.toString(), "postgres"));
        run(folder, "pg_dump", arguments.toArray(String[]::new)).succeeds();
    }

    @Override
    public void close() {
        process.close();
    }

    private static Outcome run(Path folder, String name, String... arguments) {
        return Program.ENV.run(folder, Map.of("LC_ALL", "C"), program(name, arguments));
    }

    /** Never as root: for root in a user namespace of its own, as Tabellion starts its own. */
    private static List<String> program(String name, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(newest().resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path newest() {
        try (Stream<Path> versions = Files.list(INSTALLED)) {
            return versions.filter(each -> Files.exists(each.resolve("bin/postgres")))
                    .max(
                            Comparator.comparing(
                                    each -> Integer.parseInt(each.getFileName().toString())))
                    .orElseThrow(() -> missing(null));
        } catch (IOException e) {
            throw missing(e);
        }
    }

    private static AssertionError missing(@Nullable Exception cause) {
        return new AssertionError(
                "PostgreSQL is missing; on Debian: apt-get install postgresql", cause);
    }
}
