import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The peer's own PostgreSQL with production durability; never shared with another system. */
final class PeerPostgres {

    private final Path home;
    private final Path binaries;
    private final String cores;
    private final int port;
    private Running postmaster;

    PeerPostgres(Path home, Path binaries, String cores, int port) {
        this.home = home;
        this.binaries = binaries;
        this.cores = cores;
        this.port = port;
    }

    /** Starts it; the first time it also makes the cluster and in it these databases. */
    void start(Map<String, Path> schema) {
        Path data = home.resolve("pg");
        boolean first = !Files.exists(data.resolve("PG_VERSION"));
        if (first) {
            initialise(data);
        }
        var command = unprivileged("postgres", "-D", data.toString());
        Path log = home.resolve("postgres.log");
        postmaster = Running.pinned(cores, "postgres", log, Map.of(), command);
        Ready.await(postmaster, () -> accepts(data));
        if (first) {
            schema.forEach(this::create);
        }
    }

    /** As Java's driver wants it. */
    String jdbc(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
    }

    void stop() {
        if (postmaster != null) {
            postmaster.stop();
        }
    }

    long pid() {
        return postmaster.pid();
    }

    String url(String database) {
        return "postgres://postgres@127.0.0.1:" + port + "/" + database + "?sslmode=disable";
    }

    private void initialise(Path data) {
        // Trust, not scram: the peer opens a session for nearly every request and would pay for it.
        String directory = data.toString();
        Shell.run(
                unprivileged(
                        "initdb", "-D", directory, "-A", "trust", "-U", "postgres", "--no-locale"));
        try {
            Files.writeString(data.resolve("postgresql.auto.conf"), configuration());
        } catch (IOException e) {
            throw new UncheckedIOException("configuring PostgreSQL in " + data, e);
        }
    }

    /** Production durability, written down; the rest are PostgreSQL's defaults. */
    private String configuration() {
        return """
        port = %d
        listen_addresses = '127.0.0.1'
        unix_socket_directories = ''
        fsync = on
        synchronous_commit = on
        full_page_writes = on
        shared_buffers = '512MB'
        # The peer's pool has no upper limit: more clients than this would be answered 500.
        max_connections = 300
        """
                .formatted(port);
    }

    /** PostgreSQL refuses to run as root; inside a user namespace of its own root is nobody. */
    private List<String> unprivileged(String program, String... arguments) {
        var command = new ArrayList<String>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(binaries.resolve(program).toString());
        command.addAll(List.of(arguments));
        return command;
    }

    /** The eighth line of postmaster.pid is the server's own word that it takes connections. */
    private static boolean accepts(Path data) {
        try {
            List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
            return lines.size() >= 8 && lines.get(7).strip().equals("ready");
        } catch (IOException e) {
            return false;
        }
    }

    private void create(String database, Path schema) {
        psql("postgres", "-c", "CREATE DATABASE " + database);
        psql(database, "-f", schema.toString());
    }

    private void psql(String database, String... what) {
        var command =
                new ArrayList<>(
                        List.of("psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", url(database)));
        command.addAll(List.of(what));
        Shell.run(command);
    }
}
