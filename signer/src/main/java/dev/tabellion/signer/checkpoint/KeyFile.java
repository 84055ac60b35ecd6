package dev.tabellion.signer.checkpoint;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.signer.file.WholeFile;
import dev.tabellion.tlog.Ed25519Key;
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
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Collections;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A log's Ed25519 key in a file that only its owner may read: PKCS#8 in PEM, the public half in a
 * second block. Never written over.
 */
final class KeyFile implements LogKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";

    private final Path path;

    /** As it was when the public half was last asked for. */
    private volatile @Nullable KeyPair known;

    KeyFile(Path path) {
        this.path = path;
    }

    @Override
    public String place() {
        return path.toString();
    }

    @Override
    public boolean exists() {
        return Files.exists(path);
    }

    @Override
    public Ed25519Key half() throws IOException {
        KeyPair read = read();
        known = read;
        return Ed25519Key.of(read.getPublic());
    }

    @Override
    public SortedMap<String, String> attributes() {
        return Collections.emptySortedMap();
    }

    @Override
    public Bytes sign(Bytes text) throws IOException {
        KeyPair earlier = known;
        KeyPair pair = earlier == null ? read() : earlier;
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(pair.getPrivate());
            signature.update(text.buffer());
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("signing with the key of a log", e);
        }
    }

    private KeyPair read() throws IOException {
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

    @Override
    public void make() throws IOException {
        KeyPair made = generated();
        String pem =
                pem(PRIVATE, made.getPrivate().getEncoded())
                        + pem(PUBLIC, made.getPublic().getEncoded());
        // A crash before this leaves at most a draft that nobody reads: the next start makes
        // another.
        new WholeFile(path).replace(Bytes.utf8(pem));
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
