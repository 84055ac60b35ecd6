package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures through the JDK's interfaces. A key that states its scheme is used by that and
 * no other; else the signature's method says how, as in Notary's dialect: ECDSA as raw r and s,
 * RSA-PSS with a salt of 32 bytes, RSA PKCS#1 v1.5, Ed25519; SHA-256 wherever a digest is needed.
 * Remembers keys it has decoded, up to a number; never what it has verified.
 */
public final class JdkSignatureCheck implements SignatureCheck {
    private static final int MOST_KEYS = 4_096;
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, 1);

    private final ConcurrentHashMap<PublicKey, Optional<DecodedKey>> keys =
            new ConcurrentHashMap<>();

    @Override
    public boolean verifies(PublicKey key, dev.tabellion.tuf.Signature signature, Bytes payload) {
        DecodedKey decoded = decoded(key);
        if (decoded == null) {
            return false;
        }
        try {
            String scheme = key.scheme();
            Signature verifier =
                    scheme == null
                            ? verifier(decoded.key(), signature)
                            : Scheme.verifier(scheme, decoded.key());
            if (verifier == null) {
                return false;
            }
            verifier.initVerify(decoded.key());
            verifier.update(payload.buffer());
            return verifier.verify(signature.value().toArray());
        } catch (GeneralSecurityException e) {
            // the JDK's way of saying that these bytes are no signature at all
            return false;
        }
    }

    private @Nullable DecodedKey decoded(PublicKey key) {
        Optional<DecodedKey> known = keys.get(key);
        if (known == null) {
            known = Optional.ofNullable(DecodedKey.of(key));
            if (keys.size() >= MOST_KEYS) {
                keys.clear();
            }
            keys.put(key, known);
        }
        return known.orElse(null);
    }

    /** Null where method and key do not belong together. */
    private static @Nullable Signature verifier(
            java.security.PublicKey key, dev.tabellion.tuf.Signature signature)
            throws GeneralSecurityException {
        return switch (key) {
            case ECPublicKey ec
                    when signature.method().equals("ecdsa")
                            && signature.value().length() == NistCurve.signatureLength(ec) ->
                    Signature.getInstance("SHA256withECDSAinP1363Format");
            case EdECPublicKey _ when signature.method().equals("eddsa") ->
                    Signature.getInstance("Ed25519");
            case RSAPublicKey _ -> rsa(signature.method());
            default -> null;
        };
    }

    private static @Nullable Signature rsa(String method) throws GeneralSecurityException {
        return switch (method) {
            case "rsapss", "pycrypto-pkcs#1 pss" -> {
                Signature pss = Signature.getInstance("RSASSA-PSS");
                pss.setParameter(PSS);
                yield pss;
            }
            case "rsapkcs1v15" -> Signature.getInstance("SHA256withRSA");
            default -> null;
        };
    }
}
