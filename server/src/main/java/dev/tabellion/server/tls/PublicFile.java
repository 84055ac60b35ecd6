package dev.tabellion.server.tls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file for everyone to read that appears whole or not at all. */
final class PublicFile {

    private PublicFile() {}

    static void write(Path file, String content) {
        try {
            var draft = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(draft, content);
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing " + file, e);
        }
    }
}
