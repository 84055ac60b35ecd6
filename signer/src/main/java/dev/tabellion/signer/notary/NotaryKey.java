package dev.tabellion.signer.notary;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;

/**
 * One row of a Notary signer's table of keys.
 *
 * @param used whether it ever signed; one that did not is handed to whoever asks for a key next
 * @param alias names the passphrase under which the private half is sealed
 * @param sealed a compact JWE, as text
 */
public record NotaryKey(
        KeyId id,
        Gun gun,
        RoleName role,
        PublicKey publicKey,
        boolean used,
        String alias,
        Bytes sealed) {
    /**
     * A Notary does not number the lives of a collection: whatever it kept belongs to the first.
     */
    static final int LIFE = 1;

    public KeyPlace place() {
        return new KeyPlace(gun, LIFE, role);
    }
}
