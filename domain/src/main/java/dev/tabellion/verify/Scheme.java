package dev.tabellion.verify;

import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import org.jspecify.annotations.Nullable;

/**
 * The schemes that TUF 1.0 keys state (section 4.2), and those of python's securesystemslib that
 * are found in the wild: never one whose curve or kind of key is another than the key's.
 */
final class Scheme {
    private static final int P256_LENGTH = 64;
    private static final int P384_LENGTH = 96;
    private static final int P521_LENGTH = 132;

    private Scheme() {}

    /** Null where scheme and key do not belong together, or the scheme is none we know. */
    static @Nullable Signature verifier(String scheme, PublicKey key)
            throws GeneralSecurityException {
        return switch (key) {
            case EdECPublicKey _ ->
                    scheme.equals("ed25519") ? Signature.getInstance("Ed25519") : null;
            case ECPublicKey ec -> ecdsa(scheme, NistCurve.signatureLength(ec));
            case RSAPublicKey _ -> rsa(scheme);
            default -> null;
        };
    }

    private static @Nullable Signature ecdsa(String scheme, int length)
            throws GeneralSecurityException {
        return switch (scheme) {
            case "ecdsa-sha2-nistp256" -> ecdsa("SHA256withECDSA", length == P256_LENGTH);
            case "ecdsa-sha2-nistp384" -> ecdsa("SHA384withECDSA", length == P384_LENGTH);
            case "ecdsa-sha2-nistp521" -> ecdsa("SHA512withECDSA", length == P521_LENGTH);
            default -> null;
        };
    }

    private static @Nullable Signature ecdsa(String algorithm, boolean isOnItsCurve)
            throws GeneralSecurityException {
        return isOnItsCurve ? Signature.getInstance(algorithm) : null;
    }

    private static @Nullable Signature rsa(String scheme) throws GeneralSecurityException {
        return switch (scheme) {
            case "rsassa-pss-sha256" -> pss("SHA-256", MGF1ParameterSpec.SHA256, 32);
            case "rsassa-pss-sha384" -> pss("SHA-384", MGF1ParameterSpec.SHA384, 48);
            case "rsassa-pss-sha512" -> pss("SHA-512", MGF1ParameterSpec.SHA512, 64);
            case "rsa-pkcs1v15-sha256" -> Signature.getInstance("SHA256withRSA");
            case "rsa-pkcs1v15-sha384" -> Signature.getInstance("SHA384withRSA");
            case "rsa-pkcs1v15-sha512" -> Signature.getInstance("SHA512withRSA");
            default -> null;
        };
    }

    /** The salt is as long as the digest (section 4.2). */
    private static Signature pss(String digest, MGF1ParameterSpec mask, int salt)
            throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(new PSSParameterSpec(digest, "MGF1", mask, salt, 1));
        return signature;
    }
}
