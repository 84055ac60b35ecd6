package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.verify.KeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * What a vault finds a key by. Never the private half.
 *
 * @param material SHA-256 of the SubjectPublicKeyInfo: the key itself, whatever metadata calls it,
 *     and however a certificate wraps it
 */
public record VaultKey(Sha256 material, PublicKey publicKey) {

    /**
     * @throws IllegalArgumentException if the bytes are no key of their type
     */
    static VaultKey of(PublicKey key) {
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

    KeyKind kind() {
        return KeyKind.ofType(publicKey.type());
    }
}
