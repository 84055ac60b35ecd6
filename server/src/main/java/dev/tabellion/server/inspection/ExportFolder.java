package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Where an export goes. A file in it is whole or not there, or empty after a power cut, and then
 * written again; none is ever changed but the notes, none removed but of who was forgotten.
 */
public final class ExportFolder {
    private static final AtomicLong DRAFTS = new AtomicLong();

    private final Path folder;

    public ExportFolder(Path folder) {
        this.folder = folder;
    }

    boolean has(String path) {
        try {
            return Files.size(folder.resolve(path)) > 0;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new RecordUnreadable("looking for " + folder.resolve(path), e);
        }
    }

    /** Unless it is there already. */
    void add(String path, Bytes content) {
        if (!has(path)) {
            write(path, content);
        }
    }

    /** Notes gain cosignatures. */
    void replace(String path, Bytes content) {
        if (!has(path) || !isSame(path, content)) {
            write(path, content);
        }
    }

    void remove(String path) {
        try {
            Files.deleteIfExists(folder.resolve(path));
        } catch (IOException e) {
            throw new RecordUnreadable("removing " + folder.resolve(path), e);
        }
    }

    private boolean isSame(String path, Bytes content) {
        try {
            return Arrays.equals(Files.readAllBytes(folder.resolve(path)), content.toArray());
        } catch (IOException e) {
            throw new RecordUnreadable("reading " + folder.resolve(path), e);
        }
    }

    private void write(String path, Bytes content) {
        Path file = folder.resolve(path);
        // several threads, or exports, may come to write the same
        Path draft =
                file.resolveSibling(
                        file.getFileName()
                                + "."
                                + ProcessHandle.current().pid()
                                + "-"
                                + DRAFTS.incrementAndGet()
                                + ".new");
        try {
            Files.createDirectories(file.getParent());
            Files.write(draft, content.toArray());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileAlreadyExistsException e) {
            throw new RecordUnreadable(file.getParent() + " is a file and not a folder", e);
        } catch (IOException e) {
            throw new RecordUnreadable("writing " + file + ": " + e, e);
        }
    }
}
