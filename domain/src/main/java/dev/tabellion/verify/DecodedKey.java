package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.RSAPublicKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A public key as the JDK understands it. Never a key too weak or too large to trust, nor a point
 * beside its curve.
 *
 * @param key one of {@link ECPublicKey}, {@link RSAPublicKey}, {@link EdECPublicKey}
 * @param material its SubjectPublicKeyInfo, written anew so that equal keys have equal bytes
 */
record DecodedKey(java.security.PublicKey key, Bytes material) {
    static final int SMALLEST_RSA = 2048;

    /** Verifying costs with the square of the length. */
    private static final int LARGEST_RSA = 8192;

    private static final int ED25519_LENGTH = 32;
    private static final byte[] ED25519_PREFIX =
            HexFormat.of().parseHex("302a300506032b6570032100");

    private static final Map<String, String> BARE =
            Map.of(
                    "ecdsa", "EC",
                    "ecdsa-sha2-nistp256", "EC",
                    "ecdsa-sha2-nistp384", "EC",
                    "ecdsa-sha2-nistp521", "EC",
                    "rsa", "RSA",
                    "ed25519", "Ed25519");

    private static final Map<String, String> CERTIFIED =
            Map.of("ecdsa-x509", "EC", "rsa-x509", "RSA");

    /** Null if the bytes are no key of the type that they are said to be. */
    static @Nullable DecodedKey of(PublicKey key) {
        try {
            java.security.PublicKey decoded = decode(key);
            return decoded == null ? null : checked(decoded);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether it is an RSA key shorter than any that is trusted here. */
    static boolean isTooShort(PublicKey key) {
        try {
            return decode(key) instanceof RSAPublicKey rsa
                    && rsa.getModulus().bitLength() < SMALLEST_RSA;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static java.security.@Nullable PublicKey decode(PublicKey key)
            throws GeneralSecurityException {
        String certified = CERTIFIED.get(key.type());
        if (certified != null) {
            List<X509Certificate> chain = Pem.certificates(key.value());
            return chain.isEmpty() ? null : sameKind(chain.getFirst().getPublicKey(), certified);
        }
        String bare = BARE.get(key.type());
        if (bare == null) {
            return null;
        }
        return bare.equals("EC") && NistCurve.isPoint(key.value())
                ? NistCurve.decode(key.value())
                : KeyFactory.getInstance(bare).generatePublic(new X509EncodedKeySpec(spki(key)));
    }

    private static byte[] spki(PublicKey key) {
        if (key.type().equals("ed25519")) {
            if (key.value().length() != ED25519_LENGTH) {
                throw new IllegalArgumentException("an Ed25519 key has 32 bytes");
            }
            byte[] spki = Arrays.copyOf(ED25519_PREFIX, ED25519_PREFIX.length + ED25519_LENGTH);
            System.arraycopy(key.value().toArray(), 0, spki, ED25519_PREFIX.length, ED25519_LENGTH);
            return spki;
        }
        // Notary's writers wrap no other key so
        boolean mayBePem = key.scheme() != null || key.type().equals("rsa");
        Bytes pem = mayBePem ? Pem.publicKey(key.value()) : null;
        return (pem == null ? key.value() : pem).toArray();
    }

    private static java.security.@Nullable PublicKey sameKind(
            java.security.PublicKey key, String algorithm) {
        return key.getAlgorithm().equals(algorithm) ? key : null;
    }

    private static @Nullable DecodedKey checked(java.security.PublicKey key)
            throws GeneralSecurityException {
        java.security.PublicKey anew =
                switch (key) {
                    case RSAPublicKey rsa when isSound(rsa) ->
                            KeyFactory.getInstance("RSA")
                                    .generatePublic(
                                            new RSAPublicKeySpec(
                                                    rsa.getModulus(), rsa.getPublicExponent()));
                    case ECPublicKey ec when NistCurve.holds(ec) ->
                            KeyFactory.getInstance("EC")
                                    .generatePublic(new ECPublicKeySpec(ec.getW(), ec.getParams()));
                    case EdECPublicKey ed -> ed;
                    default -> null;
                };
        return anew == null ? null : new DecodedKey(anew, Bytes.of(anew.getEncoded()));
    }

    private static boolean isSound(RSAPublicKey rsa) {
        int length = rsa.getModulus().bitLength();
        return length >= SMALLEST_RSA && length <= LARGEST_RSA;
    }
}
