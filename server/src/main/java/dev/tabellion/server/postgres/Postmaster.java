package dev.tabellion.server.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds, starts and stops the one postmaster of a cluster. It never starts a second one beside a
 * survivor: that one is taken over, or stopped first if it runs with other settings.
 */
final class Postmaster {

    private static final Logger log = LoggerFactory.getLogger(Postmaster.class);
    private static final Duration POLL = Duration.ofMillis(20);
    private static final Duration LEFTOVERS = Duration.ofSeconds(20);
    private static final String STOP_SECONDS = "30";

    private final Path cluster;
    private final Path logFile;
    private final PostgresProgram program;
    private final Launcher launcher;

    Postmaster(Path cluster, Path logFile, PostgresProgram program, Launcher launcher) {
        this.cluster = cluster;
        this.logFile = logFile;
        this.program = program;
        this.launcher = launcher;
    }

    /** The postmaster that a killed Tabellion left behind, if it runs with just these options. */
    Optional<ProcessHandle> survivor(ServerOptions options) {
        var file = settledFile();
        if (file.isEmpty()) {
            return Optional.empty();
        }
        var same = file.get().port() == options.port() && recordedOptions().equals(line(options));
        if (!same) {
            log.atInfo().addKeyValue("pid", file.get().pid()).log("stopping-outdated-postgres");
            stop();
            return Optional.empty();
        }
        var handle = ProcessHandle.of(file.get().pid());
        return handle.filter(this::becameReady);
    }

    /** Starts one; there is no survivor. Answers once it takes connections. */
    ProcessHandle start(ServerOptions options) {
        var deadline = System.nanoTime() + LEFTOVERS.toNanos();
        while (true) {
            var written = logSize();
            var handle = spawn(options);
            if (becameReady(handle)) {
                return handle;
            }
            var output = logSince(written);
            // backends of a killed postmaster need a moment to notice and go
            if (!leftoverInTheWay(output) || System.nanoTime() > deadline) {
                throw Complaint.of("PostgreSQL did not start on " + cluster, output);
            }
            settledFile();
            pause();
        }
    }

    /** A fast shutdown: sessions are ended, everything is written, the next start is clean. */
    void stop() {
        var outcome =
                launcher.run(
                        program.binary("pg_ctl"),
                        "stop",
                        "--pgdata=" + cluster,
                        "--mode=fast",
                        "--wait",
                        "--timeout=" + STOP_SECONDS,
                        "--silent");
        if (outcome.failed() && PostmasterFile.read(cluster).isPresent()) {
            log.atWarn().addKeyValue("said", outcome.output()).log("postgres-did-not-stop");
        }
    }

    /**
     * What {@code postmaster.pid} says, once the process behind it is known to be ours. Waits out a
     * zombie; removes the file if its number now belongs to another program, which PostgreSQL would
     * take for a rival. Removing is safe: we hold the data directory's lock, and PostgreSQL still
     * refuses shared memory that a backend is attached to.
     */
    private Optional<PostmasterFile> settledFile() {
        var deadline = System.nanoTime() + LEFTOVERS.toNanos();
        while (true) {
            var file = PostmasterFile.read(cluster);
            if (file.isEmpty()) {
                return file;
            }
            switch (ProcessState.of(file.get().pid(), cluster)) {
                case OURS -> {
                    return file;
                }
                case GONE -> {
                    return Optional.empty();
                }
                case FOREIGN -> {
                    forget();
                    return Optional.empty();
                }
                case ZOMBIE -> {
                    if (System.nanoTime() > deadline) {
                        forget(); // a parent that never collects; the dead hold no files
                        return Optional.empty();
                    }
                    pause();
                }
            }
        }
    }

    private ProcessHandle spawn(ServerOptions options) {
        try {
            return launcher.spawn(options.commandLine(program, cluster), logFile).toHandle();
        } catch (IOException e) {
            throw new UncheckedIOException("starting PostgreSQL on " + cluster, e);
        }
    }

    /** Waits as long as the process lives: recovery after a crash takes what it takes. */
    private boolean becameReady(ProcessHandle handle) {
        while (handle.isAlive()) {
            var file = PostmasterFile.read(cluster);
            if (file.isPresent() && file.get().pid() == handle.pid() && file.get().ready()) {
                return true;
            }
            pause();
        }
        return false;
    }

    private String line(ServerOptions options) {
        return ServerOptions.recorded(options.commandLine(program, cluster));
    }

    private String recordedOptions() {
        try {
            var lines = Files.readAllLines(cluster.resolve("postmaster.opts"));
            return lines.isEmpty() ? "" : lines.getFirst();
        } catch (IOException e) {
            return ""; // unknown options are other options
        }
    }

    private void forget() {
        try {
            Files.deleteIfExists(PostmasterFile.in(cluster));
        } catch (IOException e) {
            throw new UncheckedIOException("removing the stale postmaster.pid in " + cluster, e);
        }
    }

    private static boolean leftoverInTheWay(String output) {
        return List.of("postmaster.pid", "shared memory block", "shared memory segment").stream()
                .anyMatch(output::contains);
    }

    private long logSize() {
        try {
            return Files.exists(logFile) ? Files.size(logFile) : 0;
        } catch (IOException e) {
            throw new UncheckedIOException("measuring " + logFile, e);
        }
    }

    private String logSince(long start) {
        try (var channel = Files.newByteChannel(logFile)) {
            channel.position(start);
            return new String(
                    java.nio.channels.Channels.newInputStream(channel).readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + logFile, e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL); // PostgreSQL tells how far it is in a file, and calls nobody
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for PostgreSQL", e);
        }
    }
}
