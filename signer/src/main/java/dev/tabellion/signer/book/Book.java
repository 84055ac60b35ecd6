package dev.tabellion.signer.book;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The signer's book: its journal, and what follows from it. Where the journal in the database and
 * the head outside it disagree, or an entry does not bear this signer's seal, the book is closed:
 * it can be read, and nothing is written until a person resumes it. Safe for concurrent use.
 */
public final class Book implements AutoCloseable {
    /** What is older and was never told to be published is taken for an orphan. */
    private static final Duration RECENT = Duration.ofHours(24);

    private final Journal journal;
    private final JournalTable table;
    private final KeysTable keys;
    private final SignedTimestamps signedTimestamps;
    private final JournalAudit audit;
    private final Standings standings;
    private final Floodgate floodgate;
    private final Turns turns = new Turns();
    private final HeadFile head;
    private final Clock clock;

    private Book(Journal journal, DataSource pool, HeadFile head, Seal seal, Clock clock) {
        this.journal = journal;
        JournalReads reads = new JournalReads(pool);
        this.table = new JournalTable(reads, seal);
        this.keys = new KeysTable(table, reads);
        this.signedTimestamps = new SignedTimestamps(reads);
        this.audit = new JournalAudit(pool, seal);
        this.standings = new Standings(table);
        this.floodgate = new Floodgate(clock);
        this.head = head;
        this.clock = clock;
    }

    /**
     * @param sessions gives sessions of the signer's role outside any pool; one of them is kept
     * @param pool of the same role, for reading
     * @throws JournalHeldElsewhere if another signer writes this journal
     * @throws SignerUnavailable if database or head file cannot be used
     */
    public static Book open(DataSource sessions, DataSource pool, HeadFile head, Clock clock) {
        Seal seal = Seal.beside(head);
        return new Book(Journal.open(sessions, head, seal, clock), pool, head, seal, clock);
    }

    /**
     * Works on one collection while nobody else does.
     *
     * @throws SignerUnavailable if the turn does not come soon, or the book cannot be written to
     */
    public <T> T turn(Gun gun, Function<Page, T> work) {
        return turns.take(
                gun, () -> work.apply(new Page(gun, journal.epoch(), journal, standings)));
    }

    /**
     * Notes that somebody got nothing, unless that is told too often.
     *
     * @param by null for somebody unknown
     * @return the entry that tells of it: its own, or the last before it was only counted
     * @throws SignerUnavailable if it could not be written
     */
    public long note(@Nullable String by, Entry.OfRefusal refusal) {
        String asker = by == null ? "" : by; // all the unknown together
        return switch (floodgate.pass(asker)) {
            case Floodgate.Passage.Counted(long lastEntry) -> lastEntry;
            case Floodgate.Passage.Written(long suppressed) -> {
                long epoch = journal.epoch();
                long seq = journal.append(Drafts.of(by, suppressed, refusal), epoch).seq();
                floodgate.written(asker, seq);
                yield seq;
            }
        };
    }

    /**
     * The signatures that an entry tells of.
     *
     * @throws SignerUnavailable if it is gone, or not as it was written
     */
    public List<Signature> signatures(long seq) {
        Kept row = table.at(seq);
        if (row == null) {
            throw table.gone(seq);
        }
        return new EntryReader(row.entry()).signatures();
    }

    /**
     * Where a life stood at a timestamp, told by whatever entry told it; null if the journal knows
     * of no such timestamp.
     */
    public @Nullable Position position(Gun gun, int life, Version timestamp) {
        return standings.position(gun, life, timestamp);
    }

    /**
     * The key that was made, taken in or vouched for at a place; null if the journal tells of none.
     */
    public @Nullable ManagedKey born(KeyPlace place, KeyId key) {
        Kept row = keys.birth(place, key);
        return row == null ? null : new EntryReader(row.entry()).born(place);
    }

    /**
     * Shows the keys that the journal tells of, in its order, so many at once. Entries that are not
     * as they were written are passed over: {@link #inspect()} is for those.
     *
     * @param page is shown some, and says whether to go on
     */
    public void births(int atOnce, Predicate<List<Birth>> page) {
        keys.births(atOnce, page);
    }

    /** Those of which it tells that they are missing, and not that they were found again. */
    public Set<KeyId> toldMissing() {
        return keys.missing();
    }

    /**
     * Tells where a key is.
     *
     * @return the entry that tells it
     * @throws SignerUnavailable if it could not be written
     */
    public long tell(String by, Entry.OfPresence presence) {
        return journal.append(Drafts.of(by, presence), journal.epoch()).seq();
    }

    /**
     * What the whole journal tells of a key. Reads all of it, and closes the book if it is not what
     * was written: then nothing follows from what it tells.
     */
    public KeyTold told(KeyPlace place, KeyId key) {
        KeySearch search = new KeySearch(place, key);
        inspect(search);
        return search.found(restored().anyMatch(EntryReader::tellsOfAnotherJournal));
    }

    /** Tells an operator, from now on, what of the signer's tables is not as it was written. */
    public SignerUnavailable doubt(String found) {
        return table.changed(found);
    }

    /** Entries in their order. Whoever reads on and on misses none. */
    public List<JournalEntry> after(long position, int limit) {
        return table.after(position, limit);
    }

    /** Timestamps of the last day that were signed, and of which it is not known what became. */
    public List<PublishedTimestamp> unsettled(int skip, int limit) {
        return signedTimestamps.unsettled(clock.instant().minus(RECENT), skip, limit);
    }

    /** Those of them that were signed here, however long ago. */
    public Set<PublishedTimestamp> signed(List<PublishedTimestamp> timestamps) {
        return timestamps.isEmpty() ? Set.of() : signedTimestamps.among(timestamps);
    }

    /** Every key that signed. Reads the whole journal. */
    public Map<KeyId, KeyUse> keyUses() {
        return keys.uses();
    }

    /** Reads the whole journal and says whether it is what was written. */
    public Verification verify() {
        return verify(Set.of(), JournalAudit.Onlooker.NONE);
    }

    /**
     * Reads the whole journal, and closes the book if it is not what was written: what would follow
     * from it is not what this signer knew. What a person went on over stays as it is.
     */
    public Verification inspect() {
        return inspect(JournalAudit.Onlooker.NONE);
    }

    private Verification inspect(JournalAudit.Onlooker onlooker) {
        Set<Discrepancy.EntryChanged> known =
                restored()
                        .map(EntryReader::knownToBeWrong)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toSet());
        Verification found = verify(known, onlooker);
        if (found instanceof Verification.Wrong(long seq, String problem)) {
            journal.distrust(new Discrepancy.EntryChanged(seq, problem));
        }
        return found;
    }

    private Stream<EntryReader> restored() {
        return table.restored().stream().map(row -> new EntryReader(row.entry()));
    }

    private Verification verify(
            Set<Discrepancy.EntryChanged> known, JournalAudit.Onlooker onlooker) {
        try {
            return audit.verify(head.read(), known, onlooker);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the journal's head " + head.path(), e);
        }
    }

    /**
     * A ceremony: goes on with a closed book. From then on versions are skipped, since documents
     * may have left that the book has forgotten.
     *
     * @throws SignerUnavailable if it is not closed, or not written
     */
    public JournalEntry resume(String by) {
        return journal.resume(by);
    }

    /** Why the book is closed; null if it is not. */
    public @Nullable Discrepancy discrepancy() {
        return journal.discrepancy();
    }

    /** What an operator should know; null if all is well. */
    public @Nullable String complaint() {
        String complaint = journal.complaint();
        return complaint == null ? table.changed() : complaint;
    }

    /** How often the disk was waited for: once for all that waited together. */
    public long commits() {
        return journal.commits();
    }

    @Override
    public void close() {
        journal.close();
    }
}
