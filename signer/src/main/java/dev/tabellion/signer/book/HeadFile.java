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

/**
 * The journal's head, outside PostgreSQL: what the signer remembers when its database was put back
 * to an earlier state. It never goes into a backup together with that database, or both are rolled
 * back at once.
 *
 * <p>Two slots, written in turn: each write replaces the older head and needs one sync, as neither
 * the file's length nor its directory changes. Written by one thread of one process.
 */
public record HeadFile(Path path) {
    private static final int LENGTH = 2 * HeadSlot.LENGTH;
    private static final Bytes NEVER_WRITTEN = Bytes.utf8(" ".repeat(HeadSlot.LENGTH - 1) + "\n");

    /**
     * Null if there is no such file.
     *
     * @throws IOException if it cannot be read, or is not what {@link #write} leaves
     */
    public @Nullable Head read() throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            Slots slots = slots(file);
            if (slots == null) {
                throw new IOException(path + " does not read as a journal's head");
            }
            return slots.newest().head();
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    /** Durable when it returns; whatever was there before that is not a head is written over. */
    public void write(Head head) throws IOException {
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Slots slots = slots(file);
            if (slots != null) {
                put(file, slots.next(head).bytes(), slots.place());
                // A crash before this leaves the old head in the other slot, and in this one
                // nothing readable or the new head; no answer has left yet.
                file.force(false);
                return;
            }
        } catch (NoSuchFileException e) {
            // The first head, or one that somebody took away.
        }
        begin(head);
    }

    /** As a whole or not at all: half a file would read as a head that was lost. */
    private void begin(Head head) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        OpenOption[] anew = {
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE
        };
        try (FileChannel file = FileChannel.open(draft, anew)) {
            put(file, new HeadSlot(1, head).bytes(), 0);
            put(file, NEVER_WRITTEN, HeadSlot.LENGTH);
            file.force(true);
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        try (FileChannel directory = FileChannel.open(directory(), StandardOpenOption.READ)) {
            directory.force(true);
        }
    }

    private Path directory() throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent == null) {
            throw new IOException(path + " is in no directory");
        }
        return parent;
    }

    /**
     * The readable slot that was written last.
     *
     * @param place where the other one begins
     */
    private record Slots(HeadSlot newest, long place) {
        HeadSlot next(Head head) {
            return new HeadSlot(newest.write() + 1, head);
        }
    }

    /** Null if neither can be read. */
    private static @Nullable Slots slots(FileChannel file) throws IOException {
        if (file.size() != LENGTH) {
            return null;
        }
        HeadSlot first = HeadSlot.read(get(file, 0));
        HeadSlot second = HeadSlot.read(get(file, HeadSlot.LENGTH));
        if (first != null && (second == null || second.write() < first.write())) {
            return new Slots(first, HeadSlot.LENGTH);
        }
        return second == null ? null : new Slots(second, 0);
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
