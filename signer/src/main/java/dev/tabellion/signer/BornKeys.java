package dev.tabellion.signer;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.RegisteredKey;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;

/**
 * The keys that may be used, each at the place that it was born for. Believes the register only
 * where the journal tells the same under this signer's seal: who owns the database writes the one,
 * and not the other. Safe for concurrent use.
 */
final class BornKeys {
    private static final int REMEMBERED = 20_000;

    private final Keyring keyring;
    private final Book book;
    private final Cache<KeyId, RegisteredKey> born =
            Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    BornKeys(Keyring keyring, Book book) {
        this.keyring = keyring;
        this.book = book;
    }

    /**
     * Signs whatever it is given: judging the message is its caller's work.
     *
     * @throws SignerUnavailable if the journal tells of no such key for that place
     */
    Signature sign(KeyId id, KeyPlace place, Bytes message) {
        RegisteredKey known = born.getIfPresent(id);
        if (known == null || !known.place().equals(place)) {
            known = found(id, place);
            born.put(id, known);
        }
        return keyring.sign(known, message);
    }

    private RegisteredKey found(KeyId id, KeyPlace place) {
        RegisteredKey registered = keyring.find(id);
        if (registered == null || !isBorn(registered, place)) {
            throw book.doubt(
                    "the journal tells of no key "
                            + id
                            + " that was made or taken in for "
                            + place
                            + ", as the register does");
        }
        return registered;
    }

    private boolean isBorn(RegisteredKey registered, KeyPlace place) {
        return registered.place().equals(place)
                && registered.isOfItsMaterial()
                && registered.key().equals(book.born(place, registered.key().id()));
    }
}
