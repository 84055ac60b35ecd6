package dev.tabellion.signer.notary;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.signer.book.Book;
import dev.tabellion.signer.book.Entry;
import dev.tabellion.signer.book.Page;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.SigningFact;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Brings a Notary's collections into this signer, each with its keys and with where it stands, in
 * one turn of the book. Never moves a life that has begun here. May be repeated, and interrupted at
 * any time: what is written already is not written again.
 */
public final class CollectionCeremony {
    private static final int LIFE = NotaryKey.LIFE;

    private final KeyCeremony keys;
    private final Book book;
    private final Clock clock;
    private final String by;

    /**
     * @param by who holds the ceremony; it stands in the journal
     */
    public CollectionCeremony(KeyCeremony keys, Book book, Clock clock, String by) {
        this.keys = keys;
        this.book = book;
        this.clock = clock;
        this.by = by;
    }

    /** Whether it is in the book, and not from that Notary: by keys of its own. Writes nothing. */
    public boolean isAnother(Gun gun, LastStand there) {
        return there instanceof LastStand.Served(Position position)
                && book.turn(gun, page -> hasBegun(page) && !isBySameKeys(gun, position));
    }

    /**
     * Durable when it returns.
     *
     * @param ofIt those keys without fault that the Notary has for it
     * @return how many of them are new here
     */
    public int takeIn(
            Gun gun,
            LastStand there,
            List<NotaryKey> ofIt,
            Function<NotaryKey, String> passphrases) {
        return book.turn(
                gun,
                page ->
                        switch (there) {
                            case LastStand.Unpublished() ->
                                    hasBegun(page) ? 0 : take(page, ofIt, _ -> true, passphrases);
                            case LastStand.Deleted() -> isOver(page, gun);
                            case LastStand.Served(Position position) ->
                                    served(page, gun, position, ofIt, passphrases);
                        });
    }

    private int served(
            Page page,
            Gun gun,
            Position position,
            List<NotaryKey> ofIt,
            Function<NotaryKey, String> passphrases) {
        Predicate<NotaryKey> waiting = key -> there(key, position) == KeyPart.WAITING;
        int taken = 0;
        if (!hasBegun(page)) {
            taken = take(page, ofIt, waiting.negate(), passphrases);
            // A crash before leaves keys of a collection that has not begun here; the next run goes
            // on with it.
            stands(page, gun, position);
        } else if (!isBySameKeys(gun, position)) {
            return 0;
        }
        // After the position: what is told before, and the root does not name, is retired by it.
        return taken + take(page, ofIt, waiting, passphrases);
    }

    /** What a key is for where its collection stands. */
    public static KeyPart there(NotaryKey key, Position position) {
        if (position.root().keys().contains(key.id())) {
            return KeyPart.IN_USE;
        }
        return key.used() ? KeyPart.RETIRED : KeyPart.WAITING;
    }

    private int isOver(Page page, Gun gun) {
        if (!hasBegun(page)) {
            stands(page, gun, null); // or its second life would be one skipped to
        }
        return 0;
    }

    private void stands(Page page, Gun gun, @Nullable Position position) {
        var fact = new SigningFact.Imported(gun, LIFE, position, clock.instant());
        page.write(by, new Entry.Imported(fact));
    }

    private int take(
            Page page,
            List<NotaryKey> all,
            Predicate<NotaryKey> wanted,
            Function<NotaryKey, String> passphrases) {
        List<NotaryKey> fresh =
                all.stream().filter(wanted).filter(key -> !keys.isHere(key)).toList();
        for (NotaryKey key : fresh) {
            tell(page, key);
            // A crash here leaves an entry of a key that is not here: the next run brings it. No
            // key is ever here that the journal does not tell of.
            keys.takeIn(key, passphrases.apply(key));
        }
        return fresh.size();
    }

    private void tell(Page page, NotaryKey key) {
        if (!page.standing(LIFE).keys().unusedFor(key.role()).contains(key.id())) {
            var born = new ManagedKey(key.id(), key.publicKey());
            page.write(by, new Entry.KeyBorn(key.place(), born, true, clock.instant()));
        }
    }

    private boolean isBySameKeys(Gun gun, Position position) {
        return position.root().keys().stream().allMatch(key -> keys.isOf(gun, key));
    }

    private static boolean hasBegun(Page page) {
        return page.standing(LIFE).highestLife() > 0;
    }
}
