package dev.tabellion.signer.vault.pkcs11;

import dev.tabellion.signer.vault.KeyEncryptionKey;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A key-encryption key that is useless without the token: kept in a file, encrypted by an AES key
 * that never leaves the token. Whoever has file and database, but not the token, has no key. Once
 * unwrapped it is in this process's memory like any other.
 */
public final class TokenKeyEncryption {
    private static final String PREFIX = "tabellion-wrapped-kek/v1:";
    private static final String ALIAS = "tabellion-key-encryption";
    private static final String SCHEME = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Token token;

    public TokenKeyEncryption(Token token) {
        this.token = token;
    }

    /** Whether a file's text is one that only the token opens. */
    public static boolean isWrapped(String text) {
        return text.startsWith(PREFIX);
    }

    /** The text for the file; the token's AES key is made if there is none yet. */
    public String wrap(KeyEncryptionKey key) {
        byte[] nonce = new byte[NONCE_BYTES];
        new SecureRandom().nextBytes(nonce);
        byte[] wrapped =
                token.ask(
                        "wrapping the key-encryption key",
                        login ->
                                crypt(
                                        login,
                                        login.secretKeyOrNew(ALIAS),
                                        Cipher.ENCRYPT_MODE,
                                        nonce,
                                        key.text().getBytes(StandardCharsets.US_ASCII)));
        return PREFIX + base64(nonce) + ":" + base64(wrapped);
    }

    /**
     * @throws IllegalArgumentException if this token did not wrap that text
     */
    public KeyEncryptionKey unwrap(String text) {
        String[] parts = text.strip().substring(PREFIX.length()).split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("the wrapped key-encryption key is malformed");
        }
        byte[] nonce = Base64.getUrlDecoder().decode(parts[0]);
        byte[] wrapped = Base64.getUrlDecoder().decode(parts[1]);
        byte[] clear =
                token.ask(
                        "unwrapping the key-encryption key",
                        login ->
                                crypt(
                                        login,
                                        login.secretKey(ALIAS),
                                        Cipher.DECRYPT_MODE,
                                        nonce,
                                        wrapped));
        return KeyEncryptionKey.parse(new String(clear, StandardCharsets.US_ASCII));
    }

    private static byte[] crypt(
            TokenLogin login, SecretKey key, int mode, byte[] nonce, byte[] content)
            throws TokenTrouble {
        try {
            Cipher cipher = Cipher.getInstance(SCHEME, login.provider());
            cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(PREFIX.getBytes(StandardCharsets.US_ASCII));
            return cipher.doFinal(content);
        } catch (AEADBadTagException e) {
            throw new IllegalArgumentException("this token did not wrap that", e);
        } catch (GeneralSecurityException | ProviderException e) {
            throw new TokenTrouble("using the token's key-encryption key", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
