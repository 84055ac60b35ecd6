import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A domain without a server before it: the project's own measuring program on one core, its
 * PostgreSQL on another. Never measures itself.
 */
final class Pace {

    /** Which of them, by the class that lies among the server's tests. */
    enum Program {
        SIGNER("dev/tabellion/server/signer/pace/SignerPace"),
        LOG("dev/tabellion/server/log/pace/LogPace");

        private final String path;

        Program(String path) {
            this.path = path;
        }
    }

    private static final List<Path> TOKENS =
            Stream.of(
                            "/usr/lib/softhsm/libsofthsm2.so",
                            "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so",
                            "/usr/lib/aarch64-linux-gnu/softhsm/libsofthsm2.so",
                            "/usr/lib64/pkcs11/libsofthsm2.so")
                    .map(Path::of)
                    .toList();

    private final Program measured;
    private final Path home;
    private final Path project;
    private final Machine machine;
    private final PeerPostgres postgres;
    private Running program;

    Pace(
            Program measured,
            Path home,
            Path project,
            Path binaries,
            Machine machine,
            int port) {
        this.measured = measured;
        this.home = home;
        this.project = project;
        this.machine = machine;
        this.postgres = new PeerPostgres(home, binaries, machine.secondServerCore(), port);
    }

    /** Whether a token can be measured beside the software keys. */
    static boolean tokenInstalled() {
        return Shell.find("softhsm2-util") != null && TOKENS.stream().anyMatch(Files::exists);
    }

    /** What the program said, when it has ended well. */
    List<String> run(Plan plan, int seconds) {
        requireBuilt();
        postgres.start(Map.of());
        Path log = home.resolve("pace.log");
        program =
                Running.pinned(
                        machine.firstServerCore(),
                        "the pace of " + measured,
                        log,
                        Map.of(),
                        line(plan, seconds));
        program.awaitEnd(seconds + 60);
        postgres.stop();
        try {
            return Files.readAllLines(log);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + log, e);
        }
    }

    /** Ends everything {@link #run} started; harmless where nothing runs. */
    void stop() {
        if (program != null) {
            program.stop();
        }
        postgres.stop();
    }

    private List<String> line(Plan plan, int seconds) {
        var line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseCompactObjectHeaders",
                "-Xms64m",
                "-Xmx1g",
                "-cp",
                classPath(),
                measured.path.replace('/', '.')));
        line.addAll(
                switch (measured) {
                    case SIGNER -> signer(plan, seconds);
                    case LOG -> log(plan);
                });
        return line;
    }

    private List<String> signer(Plan plan, int seconds) {
        return List.of(
                postgres.jdbc("postgres"),
                "postgres",
                home.toString(),
                tokenInstalled() ? "softhsm2" : "-",
                Integer.toString(plan.rounds()),
                Integer.toString(plan.signerSeconds()),
                Integer.toString(plan.warmSeconds()),
                Integer.toString(plan.signerCollections()),
                Integer.toString(seconds));
    }

    private List<String> log(Plan plan) {
        return List.of(
                postgres.jdbc("postgres"),
                "postgres",
                home.toString(),
                Integer.toString(plan.rounds()),
                Integer.toString(plan.logSeconds()));
    }

    /** The jars that operators run, and of the tests those who publish and lend tokens. */
    private String classPath() {
        Path run = project.resolve("server/target/run");
        return String.join(
                ":",
                run.resolve("tabellion.jar").toString(),
                run.resolve("lib") + "/*",
                tests("server").toString(),
                tests("signer").toString(),
                tests("domain").toString());
    }

    private Path tests(String module) {
        return project.resolve(module).resolve("target/test-classes");
    }

    private void requireBuilt() {
        Path built = tests("server").resolve(measured.path + ".class");
        Path source = project.resolve("server/src/test/java").resolve(measured.path + ".java");
        try {
            if (!Files.exists(built)
                    || Files.getLastModifiedTime(built)
                                    .compareTo(Files.getLastModifiedTime(source))
                            < 0) {
                throw new Refusal(
                        "the measuring program of " + measured + " is not built:\n"
                                + "  mvn -q -pl server -am -DskipTests package && ./tabellion --help");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("looking at " + built, e);
        }
    }
}
