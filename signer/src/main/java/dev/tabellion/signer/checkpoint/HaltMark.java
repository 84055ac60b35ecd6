package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.PlainJson;
import dev.tabellion.collection.PlainJsonReader;
import dev.tabellion.tlog.Halt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file that stops a log from signing for as long as it lies there, whatever it says: {@code
 * {"by":…,"since":…,"what":…}}. Any process that sees an edit may put it there; only the ceremony
 * takes it away.
 */
public record HaltMark(Path path) {
    /** Where it lies in the folder of a log's key. */
    public static final String NAME = "halted";

    /** Null if there is none. One that cannot be read halts as well, but this node alone. */
    public @Nullable Halt read() {
        try {
            PlainJsonReader json = PlainJsonReader.of(Bytes.of(Files.readAllBytes(path)));
            return new Halt(Instant.parse(json.text("since")), json.text("by"), json.text("what"));
        } catch (NoSuchFileException e) {
            // a link to nothing lies there all the same
            return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? unreadable() : null;
        } catch (IOException | RuntimeException e) {
            return unreadable();
        }
    }

    private Halt unreadable() {
        return new Halt(written(), Halt.NOBODY_KNOWN, "the mark " + path + " cannot be read");
    }

    /** So that a decision about this mark is none about the next one that cannot be read. */
    private Instant written() {
        try {
            return Files.getLastModifiedTime(path, LinkOption.NOFOLLOW_LINKS).toInstant();
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }

    /** Durable when it returns; one that is there already stays. */
    public void put(Halt halt) throws IOException {
        if (read() != null) {
            return;
        }
        Path draft = draft();
        String said =
                new PlainJson()
                        .text("since", halt.since().toString())
                        .text("by", halt.by())
                        .text("what", halt.what())
                        .toString();
        try (FileChannel file =
                FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer rest = Bytes.utf8(said).buffer();
            while (rest.hasRemaining()) {
                file.write(rest);
            }
            file.force(true);
        }
        // A crash before this leaves no mark: whoever saw the edit will see it again.
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        sync(path);
    }

    /** Of this writer alone: a node and a verifier may see the same edit at once. */
    private Path draft() {
        String writer = ProcessHandle.current().pid() + "-" + System.nanoTime();
        return path.resolveSibling(NAME + "." + writer + ".new");
    }

    void remove() throws IOException {
        Files.deleteIfExists(path);
        sync(path);
    }

    private static void sync(Path inside) throws IOException {
        Path directory = inside.toAbsolutePath().getParent();
        if (directory != null) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
