package dev.tabellion.e2e.server;

import dev.tabellion.e2e.process.ProcessTree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The database that a killed process leaves behind under its data directory. */
record LeftPostmaster(Path data) {

    /** {@code kill -9}, if it is there. */
    void kill() {
        Path pidFile = data.resolve("postgres/cluster/postmaster.pid");
        if (!Files.exists(pidFile)) {
            return;
        }
        try (var lines = Files.lines(pidFile)) {
            lines.findFirst()
                    .map(Long::valueOf)
                    .flatMap(ProcessHandle::of)
                    .ifPresent(postmaster -> new ProcessTree(postmaster).kill());
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + pidFile, e);
        }
    }
}
