package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The database that a killed process leaves behind under its data directory. */
record LeftPostmaster(Path data) {

    boolean isAlive() {
        return handle().isPresent();
    }

    /** {@code kill -9}, if it is there. */
    void kill() {
        handle().ifPresent(postmaster -> new ProcessTree(postmaster).kill());
    }

    private Optional<ProcessHandle> handle() {
        Path pidFile = data.resolve("postgres/cluster/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(pidFile)) {
            return lines.findFirst().map(Long::valueOf).flatMap(ProcessHandle::of);
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + pidFile, e);
        }
    }
}
