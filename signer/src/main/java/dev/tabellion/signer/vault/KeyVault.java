package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import java.util.Collection;
import java.util.Set;
import java.util.SortedMap;

/**
 * A place for private keys: a key goes in or is born here; it never comes out. Does not know whose
 * a key is, nor whether a message deserves its signature: that is asked before. Safe for concurrent
 * use; every call ends within a time that the vault bounds, with an answer or an exception.
 */
public interface KeyVault {
    /** What the register calls this vault; its keys are found again by it, so it never changes. */
    VaultName name();

    /**
     * Makes a key. Durable when it returns; if the caller ends before it has registered the key,
     * the vault holds a key that nobody knows and that never signs.
     *
     * @throws UnsupportedKeyKind if this vault makes no keys of the kind
     * @throws dev.tabellion.collection.SignerUnavailable if the vault cannot be used now
     */
    PublicKey generate(KeyKind kind);

    /**
     * Signs whatever it is given.
     *
     * @return the signature's value, as metadata writes it
     * @throws dev.tabellion.collection.SignerUnavailable if the vault cannot be used now; the same
     *     call may succeed later
     * @throws IllegalStateException if the key is not the one it is said to be
     */
    Bytes sign(VaultKey key, Bytes message);

    /**
     * What the vault can tell of a key now, for its report: names and values of the vault's own.
     *
     * @throws dev.tabellion.collection.SignerUnavailable if the vault cannot be used now
     */
    SortedMap<String, String> attributesOf(VaultKey key);

    /**
     * What the vault shows now. One that is away may go on answering and show nothing, see {@link
     * #showAnew()}.
     *
     * @throws dev.tabellion.collection.SignerUnavailable if the vault cannot be used now
     */
    Shown show();

    /**
     * What the vault shows once nothing is remembered of it, whatever that costs others who use it:
     * what it lacks then is gone.
     *
     * @throws dev.tabellion.collection.SignerUnavailable if the vault cannot be used now, or was
     *     asked so moments ago
     */
    Shown showAnew();

    /** What a vault shows. */
    interface Shown {
        /**
         * Those of these keys that are not there.
         *
         * @param keys few enough for one page
         * @throws dev.tabellion.collection.SignerUnavailable if the vault cannot be used now
         */
        Set<VaultKey> lacking(Collection<VaultKey> keys);
    }
}
