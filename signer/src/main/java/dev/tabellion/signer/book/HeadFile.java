package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal's head, outside PostgreSQL: what the signer remembers when its database was put back
 * to an earlier state. It never goes into a backup together with that database, or both are rolled
 * back at once.
 *
 * <p>Two slots, written in turn: each write replaces the older head and needs one sync, as neither
 * the file's length nor its directory changes. Written by one thread of one process.
 */
public record HeadFile(Path path) {
    private static final Logger LOG = LoggerFactory.getLogger(HeadFile.class);
    private static final int LENGTH = 2 * HeadSlot.LENGTH;
    private static final Bytes NEVER_WRITTEN = Bytes.utf8(" ".repeat(HeadSlot.LENGTH - 1) + "\n");

    /**
     * Null if there is no such file.
     *
     * @throws IOException if it cannot be read, or is not what {@link #write} leaves
     */
    public @Nullable Head read() throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            Written newest = newest(file);
            if (newest == null) {
                throw new IOException(path + " does not read as a journal's head");
            }
            return newest.slot().head();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** A slot as it was written, and where. */
    record Written(HeadSlot slot, long place) {
        Written next(Head head) {
            return new Written(new HeadSlot(slot.write() + 1, head), HeadSlot.LENGTH - place);
        }
    }

    /** Durable when it returns; whatever was there before that is not a head is written over. */
    public void write(Head head) throws IOException {
        writeAnew(head);
    }

    /**
     * The same for who wrote last, and need not look.
     *
     * @param last what that was
     */
    Written write(Head head, Written last) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.WRITE)) {
            if (file.size() == LENGTH) {
                return put(file, last.next(head));
            }
        } catch (NoSuchFileException e) {
            // somebody took it away
        }
        return writeAnew(head);
    }

    /** The same, and says what was written. */
    Written writeAnew(Head head) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Written newest = newest(file);
            if (newest != null) {
                return put(file, newest.next(head));
            }
        } catch (NoSuchFileException e) {
            // The first head, or one that somebody took away.
        }
        return begin(head);
    }

    private static Written put(FileChannel file, Written next) throws IOException {
        put(file, next.slot().bytes(), next.place());
        // A crash before this leaves the old head in the other slot, and in this one nothing
        // readable or the new head; no answer has left yet.
        file.force(false);
        return next;
    }

    /** As a whole or not at all: half a file would read as a head that was lost. */
    private Written begin(Head head) throws IOException {
        Written first = new Written(new HeadSlot(1, head), 0);
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        OpenOption[] anew = {
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE
        };
        try (FileChannel file = FileChannel.open(draft, anew)) {
            put(file, first.slot().bytes(), first.place());
            put(file, NEVER_WRITTEN, HeadSlot.LENGTH);
            file.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(directory(), StandardOpenOption.READ)) {
            directory.force(true);
        }
        return first;
    }

    private Path directory() throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(path + " is in no directory");
        }
        return parent;
    }

    /** The readable slot that was written last; null if neither can be read. */
    private static @Nullable Written newest(FileChannel file) throws IOException {
        if (file.size() != LENGTH) {
            return null;
        }
        HeadSlot first = readable(get(file, 0));
        HeadSlot second = readable(get(file, HeadSlot.LENGTH));
        if (first != null && (second == null || second.write() < first.write())) {
            return new Written(first, 0);
        }
        return second == null ? null : new Written(second, HeadSlot.LENGTH);
    }

    /**
     * Null after a write that was torn, and where the disk forgets: then the other one is older.
     */
    private static @Nullable HeadSlot readable(Bytes content) {
        HeadSlot slot = HeadSlot.read(content);
        if (slot == null && !content.equals(NEVER_WRITTEN)) {
            LOG.atWarn().log("head-slot-unreadable");
        }
        return slot;
    }

    private static Bytes get(FileChannel file, long place) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(HeadSlot.LENGTH);
        while (content.hasRemaining()) {
            if (file.read(content, place + content.position()) < 0) {
                break; // cut off while we read: what is missing does not parse
            }
        }
        return Bytes.of(content.array());
    }

    private static void put(FileChannel file, Bytes content, long place) throws IOException {
        ByteBuffer rest = content.buffer();
        while (rest.hasRemaining()) {
            file.write(rest, place + rest.position());
        }
    }
}
