package dev.tabellion.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.PublicKey;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.spec.X509EncodedKeySpec;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Names a key by what it is and not by what it is called: the digest of its SubjectPublicKeyInfo,
 * re-encoded, so that neither a certificate around it nor another spelling hides it.
 */
final class KeyMaterial {
    private static final Bytes ED25519_PREFIX = Bytes.hex("302a300506032b6570032100");

    private KeyMaterial() {}

    static Sha256 of(java.security.PublicKey key) {
        return Bytes.of(key.getEncoded()).sha256();
    }

    /** Null for a key of a kind that is never made here, or that is no key at all. */
    static @Nullable Sha256 of(PublicKey key) {
        try {
            java.security.PublicKey parsed = parse(key);
            return parsed == null ? null : of(parsed);
        } catch (GeneralSecurityException _) {
            return null; // not a key, so not one of ours
        }
    }

    /** The raw 32 bytes that an Ed25519 SubjectPublicKeyInfo ends with. */
    static Bytes rawEd25519(java.security.PublicKey key) {
        Bytes info = Bytes.of(key.getEncoded());
        return info.slice(ED25519_PREFIX.length(), info.length());
    }

    /** Whether what one half signs the other half verifies. */
    static boolean belongTogether(
            KeyKind kind, PrivateKey privateKey, PublicKey publicKey, Bytes probe)
            throws GeneralSecurityException {
        java.security.PublicKey parsed = parse(publicKey);
        return parsed != null && kind.verifies(parsed, probe, kind.sign(privateKey, probe));
    }

    private static java.security.@Nullable PublicKey parse(PublicKey key)
            throws GeneralSecurityException {
        String type = key.type().toLowerCase(Locale.ROOT);
        if (type.endsWith("-x509")) {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(key.value().toArray()))
                    .getPublicKey();
        }
        return switch (type) {
            case "ecdsa" -> info("EC", key.value().toArray());
            case "ed25519" -> info("Ed25519", ed25519Info(key.value()));
            default -> null;
        };
    }

    private static java.security.PublicKey info(String algorithm, byte[] info)
            throws GeneralSecurityException {
        return KeyFactory.getInstance(algorithm).generatePublic(new X509EncodedKeySpec(info));
    }

    private static byte[] ed25519Info(Bytes raw) {
        byte[] prefix = ED25519_PREFIX.toArray();
        byte[] info = java.util.Arrays.copyOf(prefix, prefix.length + raw.length());
        System.arraycopy(raw.toArray(), 0, info, prefix.length, raw.length());
        return info;
    }
}
