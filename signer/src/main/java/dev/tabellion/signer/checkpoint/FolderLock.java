package dev.tabellion.signer.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a log's folder for one process, and one holder in it. Never waits for another: two with one
 * key is a mistake to report.
 */
final class FolderLock implements AutoCloseable {
    private static final String NAME = "lock";

    private final Path folder;
    private volatile @Nullable FileChannel lock;

    FolderLock(Path folder) {
        this.folder = folder;
    }

    /**
     * Until it is closed.
     *
     * @throws LogFolderInUse if it is held, here as well as elsewhere
     */
    synchronized FolderLock hold() {
        if (lock != null) {
            throw new LogFolderInUse(folder);
        }
        try {
            FileChannel channel =
                    FileChannel.open(
                            folder.resolve(NAME),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new LogFolderInUse(folder);
            }
            lock = channel;
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("locking " + folder, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process, which is as much a mistake
        }
    }

    /** Of what is not held nothing is let go. */
    @Override
    public synchronized void close() {
        FileChannel held = lock;
        lock = null;
        if (held == null) {
            return;
        }
        try {
            held.close();
        } catch (IOException e) {
            throw new UncheckedIOException("unlocking " + folder, e);
        }
    }
}
