package dev.tabellion.signer.book;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.signer.policy.LastSigned;
import dev.tabellion.signer.policy.SigningFact;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.tuf.Version;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The book opened at one collection, for who has the turn at it: what is remembered cannot change
 * between being read and being written upon. Never used after the turn.
 */
public final class Page {
    /** So many facts are read again after a restart; keeping standings costs room. */
    static final int KEPT_EVERY = 16;

    private final Gun gun;
    private final long epoch;
    private final Journal journal;
    private final Standings standings;

    Page(Gun gun, long epoch, Journal journal, Standings standings) {
        this.gun = gun;
        this.epoch = epoch;
        this.journal = journal;
        this.standings = standings;
    }

    public Standing standing(int life) {
        return standings.of(gun, life, epoch).standing();
    }

    /** What was signed for the place at that version, however long ago; null if nothing was. */
    public @Nullable LastSigned signed(KeyPlace place, Version version) {
        return standings.signed(place, version);
    }

    /**
     * Durable when it returns.
     *
     * @return the entry's number
     * @throws dev.tabellion.collection.SignerUnavailable if it was not written, or may not have
     *     been: nothing that it tells of may leave
     */
    public long write(String by, Entry.OfFact entry) {
        return write(by, List.of(entry)).getFirst();
    }

    /** All of them or none, of one life, one after the other; else as a single one. */
    public List<Long> write(String by, List<? extends Entry.OfFact> entries) {
        int life = lifeOf(entries.getFirst().fact());
        Standings.Known known = standings.of(gun, life, epoch);
        boolean keep = known.facts() >= KEPT_EVERY;
        List<Long> numbers = append(drafts(by, entries, known.standing(), keep));
        for (int i = 0; i < numbers.size(); i++) {
            SigningFact fact = numbered(entries.get(i).fact(), numbers.get(i));
            standings.tell(gun, life, fact, keep && i == 0, epoch);
        }
        return numbers;
    }

    /** Only the standing before the first is kept: the entries after it have no number yet. */
    private static List<Draft> drafts(
            String by, List<? extends Entry.OfFact> entries, Standing before, boolean keep) {
        List<Draft> drafts = new ArrayList<>();
        Standing standing = before;
        for (Entry.OfFact entry : entries) {
            drafts.add(Drafts.of(by, entry, standing, keep && drafts.isEmpty()));
            standing = standing.evolve(entry.fact());
        }
        return drafts;
    }

    private List<Long> append(List<Draft> drafts) {
        try {
            return journal.append(drafts, epoch).stream().map(JournalEntry::seq).toList();
        } catch (RuntimeException e) {
            standings.forget(gun);
            throw e;
        }
    }

    private static int lifeOf(SigningFact fact) {
        return switch (fact) {
            case SigningFact.KeyCreated created -> created.place().life();
            case SigningFact.Signed signed -> signed.place().life();
            case SigningFact.Published published -> published.timestamp().life();
            case SigningFact.Imported imported -> imported.life();
            case SigningFact.Reinstated reinstated -> reinstated.life();
            case SigningFact.Restored _ ->
                    throw new IllegalArgumentException("of no collection: only resuming tells it");
        };
    }

    private static SigningFact numbered(SigningFact fact, long seq) {
        return fact instanceof SigningFact.Signed signed
                ? new SigningFact.Signed(
                        seq,
                        signed.at(),
                        signed.place(),
                        signed.base(),
                        signed.version(),
                        signed.expires(),
                        signed.keys(),
                        signed.payload(),
                        signed.file(),
                        signed.root(),
                        signed.snapshot())
                : fact;
    }
}
