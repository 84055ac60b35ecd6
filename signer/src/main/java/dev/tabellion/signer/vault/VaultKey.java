package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Signature;
import dev.tabellion.verify.JdkSignatureCheck;
import dev.tabellion.verify.KeyMaterial;
import dev.tabellion.verify.SignatureCheck;
import java.security.GeneralSecurityException;
import org.jspecify.annotations.Nullable;

/**
 * What a vault finds a key by. Never the private half.
 *
 * @param material SHA-256 of the SubjectPublicKeyInfo: the key itself, whatever metadata calls it,
 *     and however a certificate wraps it
 */
public record VaultKey(Sha256 material, PublicKey publicKey) {

    private static final SignatureCheck CHECK = new JdkSignatureCheck();
    private static final Bytes PROBE = Bytes.utf8("tabellion: do these two halves belong together");
    private static final KeyId PROBED = new KeyId("probe");

    /**
     * @throws IllegalArgumentException if the bytes are no key of their type
     */
    public static VaultKey of(PublicKey key) {
        Sha256 material = materialOf(key);
        if (material == null) {
            throw new IllegalArgumentException("this does not read as a key of type " + key.type());
        }
        return new VaultKey(material, key);
    }

    static @Nullable Sha256 materialOf(PublicKey key) {
        Bytes material = KeyMaterial.of(key);
        return material == null ? null : material.sha256();
    }

    public KeyKind kind() {
        return KeyKind.ofType(publicKey.type());
    }

    /** Signs with a private half. */
    @FunctionalInterface
    public interface PrivateHalf {
        Bytes sign(Bytes message) throws GeneralSecurityException;
    }

    /** Whether what the private half signs this public half verifies. */
    public boolean isOtherHalfOf(PrivateHalf privateHalf) throws GeneralSecurityException {
        Signature signature = new Signature(PROBED, kind().method(), privateHalf.sign(PROBE));
        return CHECK.verifies(publicKey, signature, PROBE);
    }
}
