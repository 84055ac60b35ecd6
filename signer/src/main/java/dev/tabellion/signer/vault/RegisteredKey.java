package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import java.time.Instant;

/**
 * One row of the register: a key, the one place it may be used at, and the vault that holds it.
 * Never changes.
 */
public record RegisteredKey(
        ManagedKey key,
        Sha256 material,
        KeyPlace place,
        VaultName vault,
        Origin origin,
        Instant createdAt) {
    /** Whether what its vault finds it by is the key that it is called. */
    public boolean isOfItsMaterial() {
        return material.equals(VaultKey.materialOf(key.key()));
    }

    VaultKey inVault() {
        return new VaultKey(material, key.key());
    }
}
