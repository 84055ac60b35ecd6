package dev.tabellion.tuf;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/**
 * What one metadata file says of another. Says at least something: a version, or a digest.
 *
 * @param version where the dialect states it
 * @param statedLength in bytes, of the file as served, where it is stated
 * @param statedSha256 where it is stated
 * @param sha512 the raw 64 bytes, where the file states them
 */
public record FileMeta(
        @Nullable Version version,
        @Nullable Long statedLength,
        @Nullable Sha256 statedSha256,
        @Nullable Bytes sha512) {
    public FileMeta {
        if (statedLength != null && statedLength < 0) {
            throw new IllegalArgumentException("a length is not negative: " + statedLength);
        }
        if (version == null && statedSha256 == null) {
            throw new IllegalArgumentException("neither a version nor a digest");
        }
    }

    /** As in Notary's dialect: by the bytes alone. */
    public FileMeta(long length, Sha256 sha256, @Nullable Bytes sha512) {
        this(null, length, sha256, sha512);
    }

    /** As in TUF 1.0, where the version alone must identify the bytes. */
    public static FileMeta ofVersion(Version version) {
        return new FileMeta(version, null, null, null);
    }

    public static FileMeta of(Bytes file) {
        return new FileMeta(file.length(), file.sha256(), Sha256.sha512(file));
    }

    /** The same, with the version that the file says of itself. */
    public FileMeta and(Version stated) {
        return new FileMeta(stated, statedLength, statedSha256, sha512);
    }

    /**
     * The digest, for dialects that always state it.
     *
     * @throws IllegalStateException where it is not stated
     */
    public Sha256 sha256() {
        if (statedSha256 == null) {
            throw new IllegalStateException("a file is named by its version only: " + version);
        }
        return statedSha256;
    }

    /**
     * The length, for dialects that always state it.
     *
     * @throws IllegalStateException where it is not stated
     */
    public long length() {
        if (statedLength == null) {
            throw new IllegalStateException("a file of no stated length: version " + version);
        }
        return statedLength;
    }

    /** Whether {@code file} has the length and every digest stated here. */
    public boolean describes(Bytes file) {
        return (statedLength == null || file.length() == statedLength)
                && (statedSha256 == null || file.sha256().equals(statedSha256))
                && (sha512 == null || Sha256.sha512(file).equals(sha512));
    }
}
