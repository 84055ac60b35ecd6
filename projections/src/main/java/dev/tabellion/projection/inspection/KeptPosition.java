package dev.tabellion.projection.inspection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * How far a round has come, so that a node that is often restarted looks at the end of the log,
 * too. Losing it costs a round from the beginning and nothing else, so nothing is synced.
 */
record KeptPosition(Path file) {
    /** 0 if nothing is known. */
    long read() {
        try {
            String text = Files.readString(file).strip();
            return text.matches("0|[1-9][0-9]{0,17}") ? Long.parseLong(text) : 0;
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + file, e);
        }
    }

    void write(long position) {
        try {
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, position + "\n");
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
