package dev.tabellion.tlog;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The public half of an Ed25519 key, as the 32 bytes of RFC 8032. Never the private one. Decoded
 * once: that takes longer than to verify with it.
 */
public final class Ed25519Key {
    public static final int LENGTH = 32;

    private static final String ALGORITHM = "Ed25519";
    private static final String NONE = "this JDK has no " + ALGORITHM;
    private static final String JDKS_OWN = "SunEC";

    /** What stands before the key in its SubjectPublicKeyInfo (RFC 8410). */
    private static final Bytes SPKI = Bytes.hex("302a300506032b6570032100");

    private final Bytes bytes;
    private final PublicKey decoded;

    /**
     * @throws IllegalArgumentException unless they are a point of the curve
     */
    public Ed25519Key(Bytes bytes) {
        this.bytes = bytes;
        try {
            requirePoint(bytes);
            this.decoded = decoded(KeyFactory.getInstance(ALGORITHM), bytes);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException("no Ed25519 key: " + bytes.length() + " bytes", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(NONE, e);
        }
    }

    /**
     * @throws IllegalArgumentException if it is a key of another kind
     */
    public static Ed25519Key of(PublicKey key) {
        Bytes encoded = Bytes.of(key.getEncoded());
        int start = SPKI.length();
        if (encoded.length() != start + LENGTH || !encoded.slice(0, start).equals(SPKI)) {
            throw new IllegalArgumentException("no Ed25519 key: " + key.getAlgorithm());
        }
        return new Ed25519Key(encoded.slice(start, encoded.length()));
    }

    /** Null unless they are a point of the curve. */
    static @Nullable Ed25519Key ifPoint(Bytes bytes) {
        try {
            return new Ed25519Key(bytes);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    public Bytes bytes() {
        return bytes;
    }

    public boolean verifies(Bytes message, Bytes signature) {
        try {
            Signature verifier = verifier(decoded);
            verifier.update(message.buffer());
            return verifier.verify(signature.toArray());
        } catch (SignatureException e) {
            // the JDK's way of saying that these bytes are no signature at all
            return false;
        } catch (InvalidKeyException e) {
            throw new IllegalStateException("a key that was sound is no longer", e);
        }
    }

    /** By the JDK's own, which looks: others take any 32 bytes, with which nothing verifies. */
    private static void requirePoint(Bytes bytes) throws InvalidKeyException {
        try {
            PublicKey key = decoded(KeyFactory.getInstance(ALGORITHM, JDKS_OWN), bytes);
            Signature.getInstance(ALGORITHM, JDKS_OWN).initVerify(key);
        } catch (NoSuchAlgorithmException | NoSuchProviderException e) {
            throw new IllegalStateException(NONE, e);
        }
    }

    private static Signature verifier(PublicKey key) throws InvalidKeyException {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(key);
            return verifier;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(NONE, e);
        }
    }

    private static PublicKey decoded(KeyFactory keys, Bytes bytes) throws InvalidKeyException {
        if (bytes.length() != LENGTH) {
            throw new InvalidKeyException("not " + LENGTH + " bytes");
        }
        Bytes encoded = new BytesBuilder().append(SPKI).append(bytes).build();
        try {
            return keys.generatePublic(new X509EncodedKeySpec(encoded.toArray()));
        } catch (InvalidKeySpecException e) {
            throw new InvalidKeyException("no point of the curve", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Ed25519Key that && bytes.equals(that.bytes);
    }

    @Override
    public int hashCode() {
        return bytes.hashCode();
    }

    @Override
    public String toString() {
        return "Ed25519Key[" + bytes.hex() + "]";
    }
}
