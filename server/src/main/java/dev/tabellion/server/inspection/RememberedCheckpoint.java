package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint up to which a log was found right the last time, in a folder of whoever looked:
 * without it nobody notices that a log was replaced as a whole. Only ever goes forward.
 */
public final class RememberedCheckpoint {
    private final Path file;

    /**
     * @param folder for any number of logs, each under the digest of its origin
     */
    public RememberedCheckpoint(Path folder, Origin log) {
        this.file = folder.resolve(Bytes.utf8(log.text()).sha256() + ".checkpoint");
    }

    /**
     * Null the first time.
     *
     * @throws RecordUnreadable if it is there and cannot be read: to go on would be to forget it
     */
    public @Nullable SignedCheckpoint read() {
        try {
            return SignedCheckpoint.parse(Bytes.of(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException | MalformedLogData e) {
            throw new RecordUnreadable("reading what was remembered in " + file, e);
        }
    }

    /** After a run that found nothing wrong. Whole, or as it was, if something breaks. */
    public void write(SignedCheckpoint checkpoint) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Path draft = file.resolveSibling(file.getFileName() + ".new");
            Files.write(draft, checkpoint.bytes().toArray());
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RecordUnreadable("remembering the checkpoint in " + file, e);
        }
    }
}
