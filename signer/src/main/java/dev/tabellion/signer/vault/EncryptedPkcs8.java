package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;

/**
 * Private keys at rest: PKCS#8 EncryptedPrivateKeyInfo, PBES2 with PBKDF2 (HMAC-SHA-256) and
 * AES-256-CBC (RFC 8018 6.2), which OpenSSL reads. CBC does not notice tampering by itself; the
 * vault checks each key it opens against its public half.
 */
final class EncryptedPkcs8 {
    private static final String SCHEME = "PBEWithHmacSHA256AndAES_256";
    private static final int SALT_BYTES = 16;

    /** RFC 8018's minimum: the password has 256 random bits, stretching adds nothing to them. */
    private static final int ITERATIONS = 1_000;

    private final KeyEncryptionKey kek;
    private final SecureRandom random = new SecureRandom();

    EncryptedPkcs8(KeyEncryptionKey kek) {
        this.kek = kek;
    }

    Bytes encrypt(PrivateKey key) {
        byte[] plain = key.getEncoded();
        try {
            byte[] salt = new byte[SALT_BYTES];
            random.nextBytes(salt);
            Cipher cipher = Cipher.getInstance(SCHEME);
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    passwordKey(),
                    new PBEParameterSpec(salt, ITERATIONS),
                    random);
            byte[] encrypted = cipher.doFinal(plain);
            // by this name the JDK knows the object identifier that the encoding needs
            AlgorithmParameters parameters = AlgorithmParameters.getInstance("PBES2");
            parameters.init(cipher.getParameters().getEncoded());
            return Bytes.of(new EncryptedPrivateKeyInfo(parameters, encrypted).getEncoded());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("encrypting a new private key", e);
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    /**
     * @throws GeneralSecurityException if the bytes were not encrypted under this key-encryption
     *     key
     */
    PrivateKey decrypt(Bytes encrypted, String algorithm)
            throws GeneralSecurityException, IOException {
        EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(encrypted.toArray());
        return KeyFactory.getInstance(algorithm).generatePrivate(info.getKeySpec(passwordKey()));
    }

    private SecretKey passwordKey() throws GeneralSecurityException {
        PBEKeySpec password = new PBEKeySpec(kek.password());
        try {
            return SecretKeyFactory.getInstance(SCHEME).generateSecret(password);
        } finally {
            password.clearPassword();
        }
    }
}
