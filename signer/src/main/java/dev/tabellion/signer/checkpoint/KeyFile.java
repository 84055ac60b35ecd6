package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.file.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * A log's Ed25519 key in a file that only its owner may read: PKCS#8 in PEM, the public half in a
 * second block. Never written over.
 */
record KeyFile(Path path) {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    boolean exists() {
        return Files.exists(path);
    }

    /**
     * @throws IOException if it cannot be read, or is not what {@link #make} leaves
     */
    KeyPair read() throws IOException {
        String pem = Files.readString(path, StandardCharsets.US_ASCII);
        try {
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            PrivateKey key = factory.generatePrivate(new PKCS8EncodedKeySpec(block(pem, PRIVATE)));
            PublicKey half = factory.generatePublic(new X509EncodedKeySpec(block(pem, PUBLIC)));
            return new KeyPair(half, key);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IOException(path + " is no Ed25519 key in PEM, private and public", e);
        }
    }

    /** Durable when it returns. Only where there is {@linkplain #exists none}. */
    KeyPair make() throws IOException {
        KeyPair made = generated();
        String pem =
                pem(PRIVATE, made.getPrivate().getEncoded())
                        + pem(PUBLIC, made.getPublic().getEncoded());
        // A crash before this leaves at most a draft that nobody reads: the next start makes
        // another.
        new WholeFile(path).replace(Bytes.utf8(pem));
        return made;
    }

    private static KeyPair generated() {
        try {
            return KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK makes no " + ALGORITHM + " keys", e);
        }
    }

    private static String pem(String type, byte[] content) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getEncoder().encodeToString(content), type);
    }

    private static byte[] block(String pem, String type) {
        String begin = "-----BEGIN " + type + "-----";
        int from = pem.indexOf(begin);
        int to = pem.indexOf("-----END " + type + "-----", Math.max(from, 0));
        if (from < 0 || to < 0) {
            throw new IllegalArgumentException("without a block " + type);
        }
        return Base64.getMimeDecoder().decode(pem.substring(from + begin.length(), to));
    }
}
