package dev.tabellion.collection;

import dev.tabellion.tuf.PublicKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The signer's door: keys of the roles that the server keeps. Called outside any database
 * transaction; safe for concurrent use.
 */
public interface RoleSigner extends KeyPlaces {
    /**
     * Makes a key for one place. Durable when it returns; a key whose answer got lost stays unused.
     *
     * @throws SignerUnavailable if the signer cannot be asked, or makes no more keys for now
     */
    ManagedKey create(KeyPlace place, KeyAlgorithm algorithm);

    /**
     * Signs, or refuses by a rule of the signer's own. In its journal when it returns; asked again
     * after a lost answer, it gives the same document and signatures. A timestamp wanted along with
     * a snapshot is in the journal at once with it or not at all; the signer may leave it out.
     *
     * @throws SignerUnavailable if the signer cannot be asked, or signs nothing at all for now
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

    /**
     * Tells that these were committed: from now on nothing is signed that stands on an older base.
     * May be told twice, and late; what the signer never signed it ignores.
     *
     * @throws SignerUnavailable if the signer cannot be asked
     */
    void published(List<PublishedTimestamp> timestamps);

    /**
     * Those that were signed and neither told to be published nor built upon, the oldest first.
     * Most never were published, and stay among them for a day: who looks for one reads on.
     *
     * @param skip so many of the oldest are left out
     * @throws SignerUnavailable if the signer cannot be asked
     */
    List<PublishedTimestamp> unsettled(int skip, int limit);
}
