package dev.tabellion.server.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/**
 * A file only its owner may read. It appears whole or not at all, synced, and is never overwritten
 * by accident: {@link #replace} says so.
 */
public record SecretFile(Path path) {

    private static final int RANDOM_BYTES = 32;

    public boolean exists() {
        return Files.exists(path);
    }

    /** The secret as text, made up from a strong random source if there is none yet. */
    public String readOrMakeUp() {
        if (!exists()) {
            replace(madeUp());
        }
        return read();
    }

    public String read() {
        try {
            return Files.readString(path).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("reading the secret " + path, e);
        }
    }

    /** Puts new content in place of whatever was there. */
    public void replace(String content) {
        try {
            var draft = path.resolveSibling(path.getFileName() + ".new");
            Files.deleteIfExists(draft);
            writeSynced(draft, content);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("writing the secret " + path, e);
        }
    }

    private static void writeSynced(Path file, String content) throws IOException {
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(file, options, ownerOnly)) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
    }

    private static String madeUp() {
        var bytes = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
