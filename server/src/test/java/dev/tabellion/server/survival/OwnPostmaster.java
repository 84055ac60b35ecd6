package dev.tabellion.server.survival;

import dev.tabellion.e2e.process.ProcessTree;
import dev.tabellion.server.database.DatabaseOwner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The PostgreSQL that a server runs under its data directory, seen from outside. */
record OwnPostmaster(Path data) {
    /** {@code kill -9} of the postmaster and of every process it started. */
    void kill() {
        new ProcessTree(handle()).kill();
    }

    /** What {@code pg_ctl stop -m fast} does: sessions end, everything is written. */
    void stopFast() {
        signal("INT");
    }

    /** What {@code pg_ctl stop -m immediate} does: the next start recovers from the log. */
    void stopImmediately() {
        signal("QUIT");
    }

    boolean isRunning() {
        return Files.exists(pidFile());
    }

    /** Whether it wrote all it knew before it ended, so that the next start recovers nothing. */
    boolean endedCleanly() {
        try {
            var told = Files.readAllLines(data.resolve("postgres/postgres.log"));
            return !isRunning() && told.getLast().endsWith("database system is shut down");
        } catch (IOException e) {
            throw new UncheckedIOException("reading what PostgreSQL said under " + data, e);
        }
    }

    /** Who owns the record in it. */
    DatabaseOwner owner() {
        try {
            var port = Files.readString(data.resolve("postgres/port")).strip();
            var password = Files.readString(data.resolve("secrets/postgres-password")).strip();
            var url = "jdbc:postgresql://127.0.0.1:" + port + "/tabellion";
            var superuser = new DatabaseOwner(url, "postgres", password);
            return new DatabaseOwner(
                    url, "tabellion_owner", superuser.passwordOf("tabellion_owner"));
        } catch (IOException e) {
            throw new UncheckedIOException("finding the owner of " + data, e);
        }
    }

    private void signal(String name) {
        var postmaster = handle();
        try {
            new ProcessBuilder("kill", "-" + name, Long.toString(postmaster.pid()))
                    .inheritIO()
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("sending SIG" + name + " to PostgreSQL", e);
        }
        new ProcessTree(postmaster).awaitEnd();
    }

    private ProcessHandle handle() {
        try (var lines = Files.lines(pidFile())) {
            return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow().strip()))
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + pidFile(), e);
        }
    }

    private Path pidFile() {
        return data.resolve("postgres/cluster/postmaster.pid");
    }
}
