package dev.tabellion.server.access;

import java.math.BigInteger;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.Arrays;

/**
 * The name that registry token servers give a key: base32 of the first 30 bytes of SHA-256 over its
 * SubjectPublicKeyInfo, in twelve groups of four.
 */
final class LibtrustId {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int BYTES = 30;
    private static final int BITS = 5;
    private static final int MASK = (1 << BITS) - 1;
    private static final int LETTERS = BYTES * Byte.SIZE / BITS;
    private static final int GROUP = 4;

    private LibtrustId() {}

    static String of(PublicKey key) {
        var digest = sha256(key.getEncoded());
        var id = new StringBuilder();
        // 30 bytes are 48 letters of 5 bits, with nothing left over
        var bits = new BigInteger(1, Arrays.copyOf(digest, BYTES));
        for (int letter = LETTERS - 1; letter >= 0; letter--) {
            id.append(ALPHABET.charAt(bits.shiftRight(letter * BITS).intValue() & MASK));
            if (letter > 0 && letter % GROUP == 0) {
                id.append(':');
            }
        }
        return id.toString();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
