package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.util.Arrays;

/**
 * A node of the Merkle tree: 32 bytes of SHA-256. Whether of a leaf, an inner node or a whole tree
 * it never says.
 */
public final class Hash {
    public static final int LENGTH = 32;

    /** The root of the tree without leaves: the hash of nothing (RFC 6962 2.1). */
    public static final Hash EMPTY_TREE = of(Sha256.of(Bytes.of(new byte[0])).bytes());

    private final byte[] content;

    private Hash(byte[] content) {
        this.content = content;
    }

    /**
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public static Hash of(Bytes bytes) {
        if (bytes.length() != LENGTH) {
            throw new IllegalArgumentException(
                    "a hash has " + LENGTH + " bytes, not " + bytes.length());
        }
        return new Hash(bytes.toArray());
    }

    /** The hash of a leaf that holds {@code entry}; for many, a {@link Hasher} does less work. */
    public static Hash ofLeaf(Bytes entry) {
        return new Hasher().leaf(entry);
    }

    /** The hash that begins at {@code from}. */
    static Hash at(byte[] hashes, int from) {
        return new Hash(Arrays.copyOfRange(hashes, from, from + LENGTH));
    }

    /** Takes over {@code content}, which its giver no longer writes to. */
    static Hash owning(byte[] content) {
        return new Hash(content);
    }

    void copyTo(byte[] target, int at) {
        System.arraycopy(content, 0, target, at, LENGTH);
    }

    public Bytes bytes() {
        return Bytes.of(content);
    }

    public String base64() {
        return bytes().base64();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash that && Arrays.equals(content, that.content);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(content);
    }

    @Override
    public String toString() {
        return base64();
    }
}
