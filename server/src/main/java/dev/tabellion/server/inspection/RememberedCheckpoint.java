package dev.tabellion.server.inspection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.projection.inspection.RecordUnreadable;
import dev.tabellion.signer.file.WholeFile;
import dev.tabellion.tlog.MalformedLogData;
import dev.tabellion.tlog.Origin;
import dev.tabellion.tlog.SignedCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoint up to which a log was found right the last time, in a folder of whoever looked:
 * without it nobody notices that a log was replaced as a whole. Only ever goes forward.
 */
public final class RememberedCheckpoint {
    private final WholeFile file;

    /**
     * @param folder for any number of logs, each under the digest of its origin
     */
    public RememberedCheckpoint(Path folder, Origin log) {
        String name = Bytes.utf8(log.text()).sha256() + ".checkpoint";
        this.file = new WholeFile(folder.toAbsolutePath().resolve(name));
    }

    /**
     * Null the first time.
     *
     * @throws RecordUnreadable if it is there and cannot be read: to go on would be to forget it
     */
    public @Nullable SignedCheckpoint read() {
        try {
            Bytes note = file.read();
            return note == null ? null : SignedCheckpoint.parse(note);
        } catch (IOException | MalformedLogData e) {
            throw new RecordUnreadable("reading what was remembered in " + file.path(), e);
        }
    }

    /**
     * After a run that found nothing wrong. Durable when it returns. One that came further
     * meanwhile stays.
     */
    public void write(SignedCheckpoint checkpoint) {
        SignedCheckpoint other = read();
        if (other != null && other.head().size().compareTo(checkpoint.head().size()) > 0) {
            return;
        }
        try {
            Files.createDirectories(file.path().getParent());
            file.replace(checkpoint.bytes());
        } catch (IOException e) {
            throw new RecordUnreadable("remembering the checkpoint in " + file.path(), e);
        }
    }
}
