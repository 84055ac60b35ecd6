package dev.tabellion.signer;

import dev.tabellion.collection.Gun;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Discrepancy;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.book.KeyTold;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.vault.RegisteredKey;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What a person does at the signer and no server can ask for. Each is told in the journal, with who
 * did it, and durable when it returns with the entry's number.
 */
public record Ceremonies(Book book, Clock clock) {

    /**
     * Why the book is closed; null if it is not. Reads the whole journal where a start found
     * nothing: what lies behind the head is only found so.
     */
    public @Nullable Discrepancy discrepancy() {
        if (book.discrepancy() == null) {
            book.inspect();
        }
        return book.discrepancy();
    }

    /** Goes on with a book that was closed because it had been rolled back. */
    public long resume(String by) {
        return book.resume(by).seq();
    }

    /** Says where a life stands, whatever the book remembers: after both sides were restored. */
    public long reinstateLife(String by, Gun gun, int life, Position position) {
        var fact = new SigningFact.Reinstated(gun, life, position, clock.instant());
        return write(by, gun, new Entry.LifeReinstated(fact));
    }

    /**
     * Why nobody can vouch for the key, whatever a person says; null if one can. Reads the whole
     * journal first: what its owner changed to have the key vouched for is found before it counts.
     */
    public @Nullable String objection(RegisteredKey key) {
        if (!key.isOfItsMaterial()) {
            return "The register has another public half under that name than the vault.";
        }
        KeyTold told = book.told(key.place(), key.key().id());
        if (book.discrepancy() != null) {
            return "%s. Nobody can vouch for a key until it is resumed."
                    .formatted(book.complaint());
        }
        if (book.born(key.place(), key.key().id()) != null) {
            return "The journal tells of it: there is nothing to vouch for.";
        }
        if (told.elsewhere() != null) {
            return "Entry %d of the journal tells of it at another place: the register was changed."
                    .formatted(told.elsewhere());
        }
        return told.isAnyLost()
                ? null
                : "Nobody ever went on over a lost entry, so none was lost: the register was"
                        + " changed.";
    }

    /**
     * Tells anew of a key whose birth the journal lost: from then on it is used at its place, by a
     * person's word.
     *
     * @throws IllegalArgumentException if there is an objection
     */
    public long vouch(String by, RegisteredKey key, String reason) {
        String objection = objection(key);
        if (objection != null) {
            throw new IllegalArgumentException(objection);
        }
        return write(
                by,
                key.place().gun(),
                new Entry.KeyVouched(key.place(), key.key(), reason, clock.instant()));
    }

    private long write(String by, Gun gun, Entry.OfFact entry) {
        return book.turn(gun, page -> page.write(by, entry));
    }
}
