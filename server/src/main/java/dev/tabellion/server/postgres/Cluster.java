package dev.tabellion.server.postgres;

import dev.tabellion.server.data.SecretFile;
import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;

/**
 * The files of one PostgreSQL database cluster. It is made once, whole, and never cleared: what is
 * in the way is reported.
 */
final class Cluster {

    static final String SUPERUSER = "postgres";

    private Cluster() {}

    /** Makes the cluster where there is none; refuses one that this PostgreSQL cannot run. */
    static void ensure(
            Path cluster, PostgresProgram program, Launcher launcher, SecretFile secret) {
        if (Files.notExists(cluster)) {
            initialise(cluster, program, launcher, secret);
            return;
        }
        refuseForeignVersion(cluster);
        if (!secret.exists()) {
            throw new StartupRefused(
                    "The database under "
                            + cluster
                            + " is there but its password file "
                            + secret.path()
                            + " is missing. Restore that file from where the data came from.");
        }
    }

    /** initdb works beside the final place, so that a crash halfway leaves nothing to mistake. */
    private static void initialise(
            Path cluster, PostgresProgram program, Launcher launcher, SecretFile secret) {
        var draft = cluster.resolveSibling(cluster.getFileName() + ".new");
        clear(draft);
        secret.readOrMakeUp();
        var outcome =
                launcher.run(
                        program.binary("initdb"),
                        "--pgdata=" + draft,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + secret.path(),
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--data-checksums",
                        "--no-instructions");
        if (outcome.failed()) {
            throw Complaint.of(
                    "PostgreSQL could not make its files in " + cluster, outcome.output());
        }
        try {
            Files.move(draft, cluster, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("putting the new cluster in place at " + cluster, e);
        }
    }

    private static void refuseForeignVersion(Path cluster) {
        var file = cluster.resolve("PG_VERSION");
        try {
            var found = Files.readString(file).strip();
            if (!found.equals(PostgresProgram.MAJOR)) {
                throw new StartupRefused(
                        "The database under "
                                + cluster
                                + " was written by PostgreSQL "
                                + found
                                + "; this Tabellion carries "
                                + PostgresProgram.RELEASE
                                + ". Start the Tabellion that wrote it, or bring the data over with"
                                + " pg_upgrade or pg_dump.");
            }
        } catch (IOException e) {
            throw new StartupRefused(
                    "The directory "
                            + cluster
                            + " exists but holds no PostgreSQL database ("
                            + file.getFileName()
                            + " cannot be read). Move it away, or give another directory with"
                            + " --data DIR.",
                    e);
        }
    }

    private static void clear(Path directory) {
        if (Files.notExists(directory)) {
            return;
        }
        try (var tree = Files.walk(directory)) {
            for (var path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("clearing the unfinished cluster " + directory, e);
        }
    }
}
