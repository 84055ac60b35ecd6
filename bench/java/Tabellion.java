import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tabellion as its users start it, on its own embedded PostgreSQL; gets no option an operator would
 * not have.
 */
final class Tabellion implements Contender {

    private final String name;
    private final Path data;
    private final Path log;
    private final List<String> command;
    private final String cores;
    private final int port;
    private final List<String> further;
    private final LeftPostgres postgres;
    private Running server;

    Tabellion(
            String name,
            Path home,
            List<String> command,
            String cores,
            int port,
            List<String> further) {
        this.name = name;
        this.data = home.resolve("data");
        this.postgres = new LeftPostgres(data);
        this.further = further;
        this.log = home.resolve("tabellion.log");
        this.command = command;
        this.cores = cores;
        this.port = port;
    }

    static Path jar(Path project) {
        return project.resolve("server").resolve("target").resolve("tabellion.jar");
    }

    /** Lets the command build what is not built, so that no start time holds a compiler's. */
    static void prepare(List<String> command, Path project) {
        if (command.getFirst().endsWith("tabellion")) {
            Shell.run(List.of(command.getFirst(), "--help"), 600);
        } else if (command.contains(jar(project).toString()) && !Files.exists(jar(project))) {
            throw new Refusal(
                    "Tabellion is not built:\n  mvn -q -pl server -am -DskipTests package");
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void start() {
        var line = new ArrayList<>(command);
        line.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        line.addAll(List.of("--config", manyNewKeys().toString()));
        line.addAll(further);
        server =
                Running.pinned(
                        cores,
                        "tabellion",
                        log,
                        Map.of("JAVA_HOME", System.getProperty("java.home")),
                        line);
        Ready.await(
                server,
                () ->
                        Files.exists(ca())
                                && Ready.listens(port)
                                && Ready.answers(endpoint(), "/_notary_server/health"));
        postgres.requireDurability();
    }

    /** One address begins more collections here than the limit would let it; the peer has none. */
    private Path manyNewKeys() {
        var file = data.resolveSibling("bench.properties");
        try {
            Files.writeString(file, "tabellion.publishing.new-keys-per-minute=1000000\n");
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
        return file;
    }

    @Override
    public void stop() {
        if (server != null) {
            server.stop();
        }
        postgres.end();
    }

    @Override
    public boolean alive() {
        return server.alive();
    }

    @Override
    public Endpoint endpoint() {
        return Endpoint.of(port, ca());
    }

    @Override
    public List<Long> servers() {
        // The process we started may be a script that waits for the JVM it started.
        return List.of(Proc.largest(server.pid()));
    }

    @Override
    public List<Long> roots() {
        var roots = new ArrayList<>(postgres.postmasters());
        roots.add(server.pid());
        return roots;
    }

    @Override
    public String lastWords() {
        return server.lastWords();
    }

    private Path ca() {
        return data.resolve("tls").resolve("ca.pem");
    }
}
