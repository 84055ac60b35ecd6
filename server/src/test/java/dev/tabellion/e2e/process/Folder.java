package dev.tabellion.e2e.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/** A temporary folder, removed with all that is in it. */
public record Folder(Path path) implements AutoCloseable {

    public static Folder make() {
        try {
            return new Folder(Files.createTempDirectory("tabellion-e2e-"));
        } catch (IOException e) {
            throw new UncheckedIOException("making a temporary folder", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> all = Files.walk(path)) {
            for (Path each : (Iterable<Path>) all.sorted(Comparator.reverseOrder())::iterator) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("removing " + path, e);
        }
    }
}
