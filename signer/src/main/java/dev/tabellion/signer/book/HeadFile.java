package dev.tabellion.signer.book;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.PlainJson;
import dev.tabellion.collection.PlainJsonReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The journal's head, outside PostgreSQL: what the signer remembers when its database was put back
 * to an earlier state. It never goes into a backup together with that database, or both are rolled
 * back at once.
 *
 * <p>One line of JSON: {@code {"hash":<hex>,"seq":<number>,"time":<instant>}}. Written by one
 * thread of one process.
 */
public record HeadFile(Path path) {
    private static final int LONGEST = 1_024;

    /**
     * Null if there is no such file.
     *
     * @throws IOException if it cannot be read, or is not what {@link #write} leaves
     */
    public @Nullable Head read() throws IOException {
        Bytes content;
        try {
            if (Files.size(path) > LONGEST) {
                throw new IOException(path + " is too long for a journal's head");
            }
            content = Bytes.of(Files.readAllBytes(path));
        } catch (NoSuchFileException e) {
            return null;
        }
        return parsed(content);
    }

    /** Durable when it returns. */
    void write(Head head) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        writeSynced(draft, line(head));
        // A crash here leaves the old head: the journal goes on from it, which the start verifies.
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        // A crash here leaves the old head or the new one, each whole; no answer has left yet.
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

    private static void writeSynced(Path file, Bytes content) throws IOException {
        try (FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            ByteBuffer rest = content.buffer();
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
            channel.force(true);
        }
    }

    private static Bytes line(Head head) {
        return Bytes.utf8(
                new PlainJson()
                                .number("seq", head.seq())
                                .text("hash", head.hash().hex())
                                .text("time", head.time().toString())
                        + "\n");
    }

    private Head parsed(Bytes content) throws IOException {
        try {
            PlainJsonReader json = PlainJsonReader.of(content);
            Head head =
                    new Head(
                            json.number("seq"),
                            new Sha256(json.text("hash")),
                            Instant.parse(json.text("time")));
            if (line(head).equals(content)) {
                return head;
            }
        } catch (RuntimeException e) {
            throw new IOException(path + " does not read as a journal's head", e);
        }
        throw new IOException(path + " does not read as a journal's head");
    }
}
