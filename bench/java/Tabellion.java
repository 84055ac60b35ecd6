import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Tabellion as its users start it, on its own embedded PostgreSQL; gets no option an operator would
 * not have.
 */
final class Tabellion implements Contender {

    private final Path data;
    private final Path log;
    private final List<String> command;
    private final String cores;
    private final int port;
    private Running server;

    Tabellion(Path home, List<String> command, String cores, int port) {
        this.data = home.resolve("data");
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
        return "tabellion";
    }

    @Override
    public void start() {
        var line = new ArrayList<>(command);
        line.addAll(List.of("--port", Integer.toString(port), "--data", data.toString()));
        line.addAll(List.of("--config", manyNewKeys().toString()));
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
        requireDurability();
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
        postmasters().stream().map(ProcessHandle::of).flatMap(Optional::stream).forEach(this::end);
    }

    private void end(ProcessHandle orphan) {
        System.err.println("tabellion left its PostgreSQL " + orphan.pid() + " behind; ending it");
        orphan.destroy();
        orphan.onExit().orTimeout(30, TimeUnit.SECONDS).join();
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
        var roots = new ArrayList<>(postmasters());
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

    /**
     * Its PostgreSQL need not be its child (pg_ctl lets go of it): the lock files in its data say
     * who it is.
     */
    private List<Long> postmasters() {
        List<Long> found = new ArrayList<>();
        try {
            Files.walkFileTree(
                    data,
                    Set.of(),
                    6,
                    new SimpleFileVisitor<>() {
                        @Override
                        public FileVisitResult visitFile(
                                Path file, BasicFileAttributes attributes) {
                            if (file.endsWith("postmaster.pid")) {
                                found.add(firstLine(file));
                            }
                            return FileVisitResult.CONTINUE;
                        }

                        @Override
                        public FileVisitResult visitFileFailed(Path file, IOException gone) {
                            // Files of a working database come and go below a walk.
                            return FileVisitResult.CONTINUE;
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException("looking for PostgreSQL in " + data, e);
        }
        found.removeIf(pid -> !Proc.alive(pid));
        return found;
    }

    private static long firstLine(Path file) {
        try {
            return Long.parseLong(Files.readAllLines(file).getFirst().strip());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    /**
     * PostgreSQL takes the last word on its command line; a publish rate without fsync would be no
     * rate.
     */
    private void requireDurability() {
        for (long pid : postmasters()) {
            String fsync = "on";
            List<String> words = Proc.commandLine(pid);
            for (String word : words) {
                fsync =
                        word.equals("-F")
                                ? "off"
                                : word.matches("(--)?fsync=.*") ? word.split("=")[1] : fsync;
            }
            if (!fsync.equals("on")
                    || words.stream().anyMatch(word -> word.endsWith("synchronous_commit=off"))) {
                throw new Refusal(
                        "Tabellion's PostgreSQL does not run with full durability: "
                                + String.join(" ", words));
            }
        }
    }
}
