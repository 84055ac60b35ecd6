package dev.tabellion.signer.vault;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The 32 random bytes that encrypt every private key at rest. Comes from outside the database and
 * is never stored in it.
 */
public final class KeyEncryptionKey {
    private static final int LENGTH = 32;
    private static final String MAC = "HmacSHA256";

    private final byte[] key;

    private KeyEncryptionKey(byte[] key) {
        this.key = key;
    }

    /**
     * @param text 32 bytes as base64, with either alphabet, or as 64 hex digits
     * @throws IllegalArgumentException if it is anything else; the message does not repeat it
     */
    public static KeyEncryptionKey parse(String text) {
        byte[] key = decode(text.strip());
        if (key.length != LENGTH) {
            throw new IllegalArgumentException(
                    "a key-encryption key has 32 bytes, written in base64 or hex; this one has "
                            + key.length);
        }
        return new KeyEncryptionKey(key);
    }

    private static byte[] decode(String text) {
        try {
            return text.length() == 2 * LENGTH
                    ? HexFormat.of().parseHex(text)
                    : Base64.getUrlDecoder().decode(text.replace('+', '-').replace('/', '_'));
        } catch (IllegalArgumentException _) {
            // the cause would quote a piece of the secret
            throw new IllegalArgumentException(
                    "a key-encryption key is written in base64 or hex, and this one is neither");
        }
    }

    /** The password of the encrypted PKCS#8: one spelling, whichever way the key was given. */
    char[] password() {
        return text().toCharArray();
    }

    /** What {@link #parse} reads again: the secret itself. */
    public String text() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(key);
    }

    /** A code that only this key yields for {@code salt}, and that does not give the key away. */
    byte[] codeFor(byte[] salt) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            mac.update("tabellion/key-encryption-check/v1\0".getBytes(StandardCharsets.US_ASCII));
            return mac.doFinal(salt);
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException("computing the check of the key-encryption key", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyEncryptionKey that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    @Override
    public String toString() {
        return "KeyEncryptionKey";
    }
}
