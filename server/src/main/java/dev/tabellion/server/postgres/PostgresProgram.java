package dev.tabellion.server.postgres;

import dev.tabellion.server.start.StartupRefused;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * The unpacked PostgreSQL binaries. They live in a directory that only their owner may write, never
 * in a shared temporary one, because whoever can replace them is the database.
 */
record PostgresProgram(Path home) {

    /** The release this build carries. A cluster of another major version is refused. */
    static final String RELEASE = "18.6";

    static final String MAJOR = "18";

    /** Unpacks the binaries of this platform under the parent, unless that was done before. */
    static PostgresProgram under(Path parent) {
        var home = parent.resolve("postgresql-" + RELEASE);
        if (!Files.isDirectory(home)) {
            unpack(archive(), home);
        }
        return new PostgresProgram(home);
    }

    String binary(String name) {
        return home.resolve("bin").resolve(name).toString();
    }

    private static String archive() {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var arch = System.getProperty("os.arch", "").toLowerCase(Locale.ROOT);
        var name =
                switch (arch) {
                    case "amd64", "x86_64" -> "postgres-linux-x86_64.txz";
                    case "aarch64", "arm64" -> "postgres-linux-arm_64.txz";
                    default -> "";
                };
        if (!os.contains("linux") || name.isEmpty()) {
            throw new StartupRefused(
                    "No PostgreSQL is carried for "
                            + os
                            + " on "
                            + arch
                            + ". Give Tabellion one of your own with --database JDBC_URL.");
        }
        return name;
    }

    private static void unpack(String archive, Path home) {
        var draft = home.resolveSibling(home.getFileName() + ".new");
        try (var packed = PostgresProgram.class.getClassLoader().getResourceAsStream(archive)) {
            if (packed == null) {
                throw new IllegalStateException(archive + " is missing from the class path");
            }
            clear(draft);
            extract(packed, draft);
            Files.move(draft, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartupRefused(
                    "PostgreSQL's programs cannot be unpacked into " + home + ": " + e + ".", e);
        }
    }

    private static void extract(InputStream packed, Path into) throws IOException {
        Files.createDirectory(
                into,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var buffered = new BufferedInputStream(packed);
        try (var tar = new TarArchiveInputStream(new XZCompressorInputStream(buffered))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                place(tar, entry, into);
            }
        }
    }

    private static void place(TarArchiveInputStream tar, TarArchiveEntry entry, Path into)
            throws IOException {
        var path = into.resolve(entry.getName()).normalize();
        if (!path.startsWith(into)) {
            throw new IOException("the archive names a file outside itself: " + entry.getName());
        }
        if (entry.isDirectory() || !neededToRun(entry.getName())) {
            return;
        }
        Files.createDirectories(path.getParent()); // the archive need not list directories first
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(tar, path);
            Files.setPosixFilePermissions(path, permissions(entry));
        }
    }

    private static boolean neededToRun(String name) {
        return !name.endsWith(".a") && !name.contains("/pkgconfig/");
    }

    private static Set<PosixFilePermission> permissions(TarArchiveEntry entry) {
        var executable = (entry.getMode() & 0100) != 0;
        return PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--");
    }

    private static void clear(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (var tree = Files.walk(directory)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
