package dev.tabellion.signer.file;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file for its owner alone that is there as a whole or not at all, whenever the machine stops.
 * Written by one thread at a time.
 */
public record WholeFile(Path path) {

    /** Null if there is none. */
    public @Nullable Bytes read() throws IOException {
        try {
            return Bytes.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Durable when it returns. */
    public void replace(Bytes content) throws IOException {
        Path folder = folder();
        Path draft = folder.resolve(path.getFileName() + ".new");
        Files.deleteIfExists(draft);
        write(draft, content.buffer());
        // A crash before this leaves the old content, one after it the new; nobody has been told
        // of the new one before both syncs are done.
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private static void write(Path draft, ByteBuffer content) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        Set<StandardOpenOption> options =
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (FileChannel file = FileChannel.open(draft, options, ownerOnly)) {
            while (content.hasRemaining()) {
                file.write(content);
            }
            file.force(true);
        }
    }

    private Path folder() throws IOException {
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException(path + " is in no directory");
        }
        return folder;
    }
}
