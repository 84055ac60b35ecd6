package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.Folder;
import dev.tabellion.server.data.DataDirectory;
import dev.tabellion.server.postgres.EmbeddedPostgres;
import dev.tabellion.server.postgres.PostgresSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The embedded database as a first start makes it, made once for what is built and copied for each
 * server: unpacking and {@code initdb} take as long as all that many a test does then. There is
 * nothing of ours in it yet. Servers that live at once may well have the same password; a signer
 * must not have its server's.
 */
public enum MadeDatabase {
    SERVERS,
    /** With other passwords. */
    SIGNERS;

    private static final String PROGRAMS = "postgresql-";

    private final Path place =
            Path.of("target", "made-database-" + name().toLowerCase(Locale.ROOT)).toAbsolutePath();

    /** Lays one under a data directory that has none. */
    public void under(Path data) {
        if (System.getProperty(Built.INSTALLED) != null || Files.exists(data.resolve("postgres"))) {
            return;
        }
        try {
            make();
            Path postgres = privately(data.resolve("postgres"));
            Path secrets = privately(data.resolve("secrets"));
            copy(place.resolve("secrets/postgres-password"), secrets);
            copy(place.resolve("postgres/cluster"), postgres);
            Path programs = programs();
            Files.createSymbolicLink(postgres.resolve(programs.getFileName()), programs);
        } catch (IOException e) {
            throw new UncheckedIOException("laying a database under " + data, e);
        }
    }

    private Path programs() throws IOException {
        try (Stream<Path> all = Files.list(place.resolve("postgres"))) {
            return all.filter(each -> each.getFileName().toString().startsWith(PROGRAMS))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static Path privately(Path directory) throws IOException {
        return Files.createDirectories(
                directory,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void copy(Path from, Path into) throws IOException {
        var copying =
                new ProcessBuilder("cp", "-a", from.toString(), into.toString())
                        .inheritIO()
                        .start();
        try {
            if (copying.waitFor() != 0) {
                throw new IOException("cp could not copy " + from + " into " + into);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while copying " + from, e);
        }
    }

    /** By whoever comes first, while the others wait. */
    private synchronized void make() throws IOException {
        Path complete = place.resolve("complete");
        try (var channel =
                        FileChannel.open(
                                place.resolveSibling(place.getFileName() + ".lock"),
                                StandardOpenOption.CREATE,
                                StandardOpenOption.WRITE);
                var _ = channel.lock()) {
            if (isOfThisBuild(complete)) {
                return;
            }
            if (Files.exists(place)) {
                new Folder(place).close();
            }
            try (var data = DataDirectory.open(place)) {
                EmbeddedPostgres.start(data, PostgresSettings.defaults()).close();
            }
            Files.createFile(complete);
        }
    }

    private static boolean isOfThisBuild(Path complete) throws IOException {
        Path built = Path.of("target", "tabellion.jar");
        return Files.exists(complete)
                && Files.exists(built)
                && Files.getLastModifiedTime(complete).compareTo(Files.getLastModifiedTime(built))
                        > 0;
    }
}
