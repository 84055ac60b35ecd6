package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What one metadata file says of another: how long it is and what it hashes to.
 *
 * @param length in bytes, of the file as served
 * @param sha512 the raw 64 bytes, where the file states them
 */
public record FileMeta(long length, Sha256 sha256, @Nullable Bytes sha512) {
    public FileMeta {
        if (length < 0) {
            throw new IllegalArgumentException("a length is not negative: " + length);
        }
    }

    public static FileMeta of(Bytes file) {
        return new FileMeta(file.length(), file.sha256(), Sha256.sha512(file));
    }

    /** Whether {@code file} has this length and every digest stated here. */
    public boolean describes(Bytes file) {
        return file.length() == length
                && file.sha256().equals(sha256)
                && (sha512 == null || Sha256.sha512(file).equals(sha512));
    }
}
