package dev.tabellion.bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** A SHA-256 digest, written as 64 lower-case hex digits. Never a digest of unknown kind. */
public record Sha256(String hex) implements Comparable<Sha256> {
    private static final int DIGITS = 64;

    /**
     * One for each thread: to ask the providers for another takes as long as to digest a little.
     */
    private static final ThreadLocal<MessageDigest> SHA_256 =
            ThreadLocal.withInitial(() -> algorithm("SHA-256"));

    public Sha256 {
        if (hex.length() != DIGITS || !isAllDigits(hex)) {
            throw new IllegalArgumentException(
                    "a SHA-256 is 64 lower-case hex digits, not: " + hex);
        }
    }

    public static Sha256 of(Bytes bytes) {
        return new Sha256(HexFormat.of().formatHex(sha256(bytes)));
    }

    /** The 32 bytes alone, for who never shows them. */
    public static Bytes rawOf(Bytes bytes) {
        return Bytes.owning(sha256(bytes));
    }

    /**
     * @throws IllegalArgumentException unless {@code raw} is 32 bytes long
     */
    public static Sha256 raw(Bytes raw) {
        return new Sha256(raw.hex());
    }

    /** The 64 bytes of the SHA-512 of {@code bytes}: Notary's snapshots carry it beside SHA-256. */
    public static Bytes sha512(Bytes bytes) {
        MessageDigest digest = algorithm("SHA-512");
        bytes.feed(digest);
        return Bytes.owning(digest.digest());
    }

    public Bytes bytes() {
        return Bytes.hex(hex);
    }

    @Override
    public int compareTo(Sha256 other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }

    /**
     * Asked of every digest that is made, which a stream is too slow for, and a branch, too: which
     * of both ranges a digit is in nobody can foresee.
     */
    private static boolean isAllDigits(String hex) {
        int outside = 0; // negative once a character is in neither range
        for (int i = 0; i < DIGITS; i++) {
            int c = hex.charAt(i);
            outside |= (c - '0' | '9' - c) & (c - 'a' | 'f' - c);
        }
        return outside >= 0;
    }

    private static byte[] sha256(Bytes bytes) {
        MessageDigest digest = SHA_256.get();
        digest.reset(); // an error in the midst of the one before may have left something
        bytes.feed(digest);
        return digest.digest();
    }

    private static MessageDigest algorithm(String name) {
        try {
            return MessageDigest.getInstance(name);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }
}
