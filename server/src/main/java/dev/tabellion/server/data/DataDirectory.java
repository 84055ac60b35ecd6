package dev.tabellion.server.data;

import dev.tabellion.server.start.StartupRefused;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * Everything one Tabellion keeps on disk, held for this process alone for as long as it is open. It
 * never waits for another holder: two programs on one directory is a mistake to report, unless one
 * of them said that it comes to visit.
 */
public final class DataDirectory implements AutoCloseable {

    private static final String LOCK = "tabellion.lock";

    private final Path path;
    private final @Nullable FileChannel lock;

    private DataDirectory(Path path, @Nullable FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /** Creates the directory where it is missing, readable by its owner only. */
    public static DataDirectory open(Path wanted) {
        return opened(wanted, DataDirectory::holdAlone);
    }

    /** The same for who works on what is kept there: a mistyped name makes nothing. */
    public static DataDirectory reopen(Path wanted) {
        requireKept(wanted);
        return open(wanted);
    }

    /**
     * The same for who can work beside a holder: held if nobody does, and otherwise looked into.
     * What runs there is then the holder's to start, to prepare and to stop.
     */
    public static DataDirectory visit(Path wanted) {
        requireKept(wanted);
        return opened(wanted, DataDirectory::hold);
    }

    private static void requireKept(Path wanted) {
        if (!Files.isRegularFile(wanted.resolve(LOCK))) {
            throw new StartupRefused(
                    "No Tabellion has kept anything in "
                            + wanted.toAbsolutePath().normalize()
                            + ". Give the right directory with --data DIR.");
        }
    }

    private static DataDirectory opened(Path wanted, Holding holding) {
        try {
            var path = createPrivate(wanted.toAbsolutePath().normalize()).toRealPath();
            return new DataDirectory(path, holding.of(path));
        } catch (IOException e) {
            throw new StartupRefused(
                    "The data directory "
                            + wanted
                            + " cannot be used: "
                            + reason(e)
                            + ". Give another one with --data DIR.",
                    e);
        }
    }

    /** Whether it is this process's; always, unless it was opened for a visit. */
    public boolean isHeld() {
        return lock != null;
    }

    public Path path() {
        return path;
    }

    /** A directory inside, created where it is missing, readable by its owner only. */
    public Path directory(String name) {
        try {
            return createPrivate(path.resolve(name));
        } catch (IOException e) {
            throw new StartupRefused(
                    "The directory " + path.resolve(name) + " cannot be made: " + reason(e) + ".",
                    e);
        }
    }

    /** The secret of that name, whether or not it exists yet. */
    public SecretFile secret(String name) {
        return new SecretFile(directory("secrets").resolve(name));
    }

    /** Lets another process have the directory. */
    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    private static Path createPrivate(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            return directory;
        }
        var parent = directory.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
        return Files.createDirectory(directory, ownerOnly);
    }

    @FunctionalInterface
    private interface Holding {
        @Nullable FileChannel of(Path path) throws IOException;
    }

    private static FileChannel holdAlone(Path path) throws IOException {
        var lock = hold(path);
        if (lock == null) {
            throw inUse(path);
        }
        return lock;
    }

    /** Null if somebody else holds it. */
    private static @Nullable FileChannel hold(Path path) throws IOException {
        var file = path.resolve(LOCK);
        var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        if (tryLock(channel) == null) {
            channel.close();
            return null;
        }
        channel.truncate(0);
        channel.write(
                ByteBuffer.wrap(
                        Long.toString(ProcessHandle.current().pid())
                                .getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    private static StartupRefused inUse(Path path) throws IOException {
        var holder = Files.readString(path.resolve(LOCK)).strip();
        return new StartupRefused(
                "The data directory "
                        + path
                        + " is in use by another Tabellion"
                        + (holder.isEmpty() ? "" : " (process " + holder + ")")
                        + ". Stop that one, or give this one a directory of its own with --data"
                        + " DIR.");
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this very process, which is as much a mistake
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
