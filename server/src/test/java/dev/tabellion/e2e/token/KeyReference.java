package dev.tabellion.e2e.token;

import dev.tabellion.e2e.pki.Certified;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.cert.CertificateEncodingException;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The three ways a token may name the key that signed it. */
public enum KeyReference {
    /** The certificate itself, to be traced to the bundle. */
    X5C {
        @Override
        Map<String, Object> header(Certified signer) {
            try {
                var der = Base64.getEncoder().encodeToString(signer.x509().getEncoded());
                return Map.of("x5c", List.of(der));
            } catch (CertificateEncodingException e) {
                throw new IllegalStateException("encoding " + signer.certificate(), e);
            }
        }
    },
    /** The id Docker's libtrust gives a key of the bundle. */
    KID {
        @Override
        Map<String, Object> header(Certified signer) {
            return Map.of("kid", keyId(signer.publicKey()));
        }
    },
    /** The key itself, which must be one of the bundle's. */
    JWK {
        @Override
        Map<String, Object> header(Certified signer) {
            var key = (ECPublicKey) signer.publicKey();
            return Map.of(
                    "jwk",
                    Map.of(
                            "kty", "EC",
                            "crv", "P-256",
                            "kid", keyId(key),
                            "x", coordinate(key.getW().getAffineX()),
                            "y", coordinate(key.getW().getAffineY())));
        }
    };

    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int COORDINATE_BYTES = 32;
    private static final int KEY_ID_BYTES = 30;

    abstract Map<String, Object> header(Certified signer);

    /** Base32 of the first 30 bytes of the key's SHA-256, in groups of four. */
    private static String keyId(PublicKey key) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            var letters = base32(new BigInteger(1, Arrays.copyOf(digest, KEY_ID_BYTES)));
            return String.join(":", letters.split("(?<=\\G.{4})"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("naming a key: every JDK has SHA-256", e);
        }
    }

    /** 240 bits are 48 letters exactly: no padding to think of. */
    private static String base32(BigInteger bits) {
        var letters = new StringBuilder();
        for (int shift = KEY_ID_BYTES * 8 - 5; shift >= 0; shift -= 5) {
            letters.append(BASE32.charAt(bits.shiftRight(shift).intValue() & 31));
        }
        return letters.toString();
    }

    private static String coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] fixed = new byte[COORDINATE_BYTES];
        int length = Math.min(signed.length, COORDINATE_BYTES);
        System.arraycopy(signed, signed.length - length, fixed, COORDINATE_BYTES - length, length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(fixed);
    }
}
