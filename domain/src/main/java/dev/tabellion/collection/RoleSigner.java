package dev.tabellion.collection;

import dev.tabellion.tuf.PublicKey;
import org.jspecify.annotations.Nullable;

/**
 * The signer's door: keys of the roles that the server keeps. Called outside any database
 * transaction; safe for concurrent use.
 */
public interface RoleSigner extends KeyPlaces {
    /**
     * Makes a key for one place. Durable when it returns; a key whose answer got lost stays unused.
     *
     * @throws SignerUnavailable if the signer cannot be asked
     */
    ManagedKey create(KeyPlace place, KeyAlgorithm algorithm);

    /**
     * Signs, or refuses by a rule of the signer's own.
     *
     * @throws SignerUnavailable if the signer cannot be asked
     */
    SigningAnswer sign(SigningRequest request);

    /**
     * Where the key, by its material and not by its id, may be used; null for a key never made
     * here.
     *
     * @throws SignerUnavailable if the signer cannot be asked
     */
    @Override
    @Nullable KeyPlace placeOf(PublicKey key);
}
