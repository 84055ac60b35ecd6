package dev.tabellion.e2e.process;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A program on the PATH and what to install to have it. A missing one fails the test that needs it;
 * it never skips it.
 */
public enum Program {
    NOTARY("notary", "notary"),
    NOTARY_SERVER("notary-server", "notary"),
    NOTARY_SIGNER("notary-signer", "notary"),
    DOCKER("docker", "docker.io"),
    OPENSSL("openssl", "openssl"),
    PYTHON("python3", "python3"),
    MARIADBD("mariadbd", "mariadb-server"),
    MARIADB_INSTALL_DB("mariadb-install-db", "mariadb-server"),
    MARIADB_DUMP("mariadb-dump", "mariadb-client"),
    ENV("env", "coreutils"),
    INITDB("initdb", "postgresql"),
    POSTGRES("postgres", "postgresql"),
    PG_DUMP("pg_dump", "postgresql"),
    PG_DUMPALL("pg_dumpall", "postgresql"),
    PG_RESTORE("pg_restore", "postgresql"),
    PSQL("psql", "postgresql"),
    UNSHARE("unshare", "util-linux");

    /** Debian keeps the programs of each version apart, and none but clients on the PATH. */
    private static final Path POSTGRES_VERSIONS = Path.of("/usr/lib/postgresql");

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final String file;
    private final String debianPackage;

    Program(String file, String debianPackage) {
        this.file = file;
        this.debianPackage = debianPackage;
    }

    /** Where it is; fails with what to install. */
    public Path find() {
        return Stream.concat(versions(), path())
                .map(folder -> folder.resolve(file))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(
                        () ->
                                new AssertionError(
                                        "'%s' is not on the PATH; on Debian: apt-get install %s"
                                                .formatted(file, debianPackage)));
    }

    private static Stream<Path> path() {
        return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
                .map(Path::of);
    }

    /** Of PostgreSQL, the newest first: a dump wants the program of the server's own version. */
    private static Stream<Path> versions() {
        File[] versions = POSTGRES_VERSIONS.toFile().listFiles(File::isDirectory);
        return versions == null
                ? Stream.of()
                : Stream.of(versions)
                        .sorted(Comparator.comparing(File::getName).reversed())
                        .map(version -> version.toPath().resolve("bin"));
    }

    /** Runs it to its end, which must come within a minute. */
    public Outcome run(Path folder, Map<String, String> environment, List<String> arguments) {
        return answering("", folder, environment, arguments);
    }

    /** Runs it with these words on its standard input. */
    public Outcome answering(
            String words, Path folder, Map<String, String> environment, List<String> arguments) {
        return run(
                Stream.concat(Stream.of(find().toString()), arguments.stream()).toList(),
                words,
                folder,
                environment);
    }

    /** Runs a whole command to its end, which must come within a minute. */
    public static Outcome run(
            List<String> command, String words, Path folder, Map<String, String> environment) {
        try {
            // Files instead of pipes: nobody has to drain them while the program runs.
            var in = Files.writeString(Files.createTempFile("in", ".txt"), words);
            var out = Files.createTempFile("out", ".txt");
            var err = Files.createTempFile("err", ".txt");
            var builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectInput(in.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().putAll(environment);
            int exit = exitOf(builder.start(), command);
            var outcome = new Outcome(String.join(" ", command), exit, read(out), read(err));
            for (Path file : List.of(in, out, err)) {
                Files.delete(file);
            }
            return outcome;
        } catch (IOException e) {
            throw new UncheckedIOException("running " + command, e);
        }
    }

    private static int exitOf(Process process, List<String> command) {
        try {
            if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new AssertionError("still running after " + LIMIT + ": " + command);
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + command, e);
        }
    }

    private static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
