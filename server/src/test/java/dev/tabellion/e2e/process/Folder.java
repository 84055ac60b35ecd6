package dev.tabellion.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A temporary folder, removed with all that is in it. */
public record Folder(Path path) implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(50);

    public static Folder make() {
        try {
            return new Folder(Files.createTempDirectory("tabellion-e2e-"));
        } catch (IOException e) {
            throw new UncheckedIOException("making a temporary folder", e);
        }
    }

    /**
     * Tries again for a while: the children of a postmaster that a test killed end a moment after
     * it, and may write or remove a file of theirs meanwhile.
     */
    @Override
    public void close() {
        Instant end = Instant.now().plus(PATIENCE);
        while (true) {
            try {
                removeAll();
                return;
            } catch (IOException | UncheckedIOException e) {
                if (Instant.now().isAfter(end)) {
                    throw new IllegalStateException("removing " + path, e);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private void removeAll() throws IOException {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        }
    }
}
