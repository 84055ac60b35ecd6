package dev.tabellion.signer;

import dev.tabellion.collection.Gun;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import java.time.Clock;

/**
 * What a person does at the signer and no server can ask for. Each is told in the journal, with who
 * did it, and durable when it returns with the entry's number.
 */
public record Ceremonies(Book book, Clock clock) {

    /** Goes on with a book that was closed because it had been rolled back. */
    public long resume(String by) {
        return book.resume(by).seq();
    }

    /** Says where a life stands, whatever the book remembers: after both sides were restored. */
    public long reinstateLife(String by, Gun gun, int life, Position position) {
        var fact = new SigningFact.Reinstated(gun, life, position, clock.instant());
        return write(by, gun, new Entry.LifeReinstated(fact));
    }

    private long write(String by, Gun gun, Entry.OfFact entry) {
        return book.turn(gun, page -> page.write(by, entry));
    }
}
