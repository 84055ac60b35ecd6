package dev.tabellion.signer.book;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.SignerUnavailable;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes entries and the head outside the database, in this order, and never without having seen
 * that the two agree. Used by one thread; its condition may be read by any.
 */
final class JournalKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(JournalKeeper.class);

    /** For a signer that is just going, or whose end the database has yet to notice. */
    private static final Duration PATIENCE_AT_FIRST = Duration.ofSeconds(5);

    /** For our own lost session to end. */
    private static final Duration PATIENCE_LATER = Duration.ofSeconds(3);

    private final DataSource sessions;
    private final HeadFile file;
    private final HeadWriter heads;
    private final Sealing sealing;
    private final Clock clock;
    private volatile Condition condition = new Condition.Ended();
    private volatile long epoch;

    JournalKeeper(DataSource sessions, HeadFile file, Seal seal, Clock clock) {
        this.sessions = sessions;
        this.file = file;
        this.heads = new HeadWriter(file);
        this.sealing = new Sealing(seal);
        this.clock = clock;
    }

    Condition condition() {
        return condition;
    }

    /** What the head file says decides whether the journal is the one that was left. */
    void open() throws SQLException, IOException {
        sealing.lookForKey();
        condition = look(PATIENCE_AT_FIRST, null);
        if (condition instanceof Condition.Closed closed) {
            LOG.atError().addKeyValue("why", Words.of(closed.why())).log("journal-closed");
        }
    }

    /** Goes on after a failure, which may have left the last entries written or not. */
    Condition.Steady steady() throws SQLException, IOException {
        if (condition instanceof Condition.Unsure(var known)) {
            condition = look(PATIENCE_LATER, known);
            LOG.atInfo().log("journal-found-again");
        }
        return switch (condition) {
            case Condition.Steady steady -> steady;
            case Condition.Closed closed -> throw new SignerUnavailable(Words.of(closed.why()));
            case Condition.Unsure _, Condition.Ended _ ->
                    throw new SignerUnavailable("the signer has ended");
        };
    }

    /** Ends a doubt that a failure left, if the database can be asked again. */
    void lookAgain() {
        if (condition instanceof Condition.Unsure) {
            try {
                steady();
            } catch (SQLException | IOException | RuntimeException e) {
                LOG.atDebug().setCause(e).log("journal-not-found-yet");
            }
        }
    }

    /**
     * @param known null to ask the head file
     */
    private Condition look(Duration patience, @Nullable Head known)
            throws SQLException, IOException {
        JournalSession session = JournalSession.open(sessions, patience);
        try {
            return known == null ? firstLook(session) : look(session, known);
        } catch (SQLException | IOException | RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private Condition firstLook(JournalSession session) throws SQLException, IOException {
        JournalEntry last = session.last();
        Head head;
        try {
            head = file.read();
        } catch (IOException e) {
            return new Condition.Closed(
                    session, null, new Discrepancy.HeadUnreadable(String.valueOf(e.getMessage())));
        }
        if (head == null && last == null) {
            // Before the first entry: a crash after that must not look like a head that was lost.
            head = Head.ofEmpty(clock.instant());
            heads.write(head);
        }
        return head == null
                ? new Condition.Closed(
                        session, null, new Discrepancy.HeadMissing(last == null ? 0 : last.seq()))
                : look(session, head);
    }

    private Condition look(JournalSession session, Head head) throws SQLException, IOException {
        JournalEntry last = session.last();
        Discrepancy why = discrepancy(session, head, last);
        if (why != null) {
            return new Condition.Closed(session, head, why);
        }
        Head now = last == null ? head : head(last);
        heads.write(now);
        return steady(session, now);
    }

    private @Nullable Discrepancy discrepancy(
            JournalSession session, Head head, @Nullable JournalEntry last) throws SQLException {
        long length = last == null ? 0 : last.seq();
        if (length < head.seq()) {
            return new Discrepancy.JournalBehindHead(head.seq(), length);
        }
        JournalEntry same = head.isOfEmpty() ? null : session.at(head.seq());
        Sha256 hash = same == null ? Head.NOTHING : same.hash();
        if (!hash.equals(head.hash())) {
            return new Discrepancy.OtherJournal(head.seq(), head.hash(), hash);
        }
        long broken = session.firstBrokenAfter(Chain.after(head));
        return broken == 0
                ? sealing.disagreement(session, head)
                : new Discrepancy.ChainBroken(broken);
    }

    /** All or none of them; durable when it returns. After an exception nobody knows which. */
    List<JournalEntry> append(List<Draft> drafts) throws SQLException, IOException {
        Condition.Steady steady = steady();
        try {
            return append(steady.session(), Chain.after(steady.head()), drafts, null);
        } catch (SQLException | IOException | RuntimeException e) {
            steady.session().close();
            // Of the entries nothing is known; were they kept, they come after this head.
            condition = new Condition.Unsure(steady.head());
            throw e;
        }
    }

    private List<JournalEntry> append(
            JournalSession session, Chain chain, List<Draft> drafts, @Nullable Seal allOthers)
            throws SQLException, IOException {
        List<JournalSession.Row> rows = new ArrayList<>();
        Chain end = chain;
        for (Draft draft : drafts) {
            JournalEntry entry = draft.at(end.seq() + 1, end.hash());
            rows.add(new JournalSession.Row(entry, draft, sealing.seal().of(entry)));
            end = Chain.after(entry);
        }
        session.append(rows, allOthers);
        // A crash here leaves entries whose answers nobody got, after an older head. The next start
        // sees that they continue it, and takes them for what they are: signed, perhaps orphans.
        Head head = new Head(end.seq(), end.hash(), clock.instant());
        heads.write(head);
        // A crash here leaves the same, with the newest head. Who asked asks again, and is answered
        // with what the entries hold.
        condition = new Condition.Steady(epoch, session, head);
        return rows.stream().map(JournalSession.Row::entry).toList();
    }

    /** Closes the journal where it stands: what it holds is not what was written. */
    boolean distrust(Discrepancy why) throws SQLException, IOException {
        if (condition instanceof Condition.Closed) {
            return false;
        }
        Condition.Steady steady = steady();
        // A crash here forgets it: the next start reads everything again before long.
        condition = new Condition.Closed(steady.session(), steady.head(), why);
        LOG.atError().addKeyValue("why", Words.of(why)).log("journal-closed");
        return true;
    }

    /**
     * Goes on from where the journal is, whatever the head says; the entry tells both.
     *
     * @throws IllegalStateException if the journal is not closed
     */
    JournalEntry resume(String by) throws SQLException, IOException {
        if (!(condition instanceof Condition.Closed closed)) {
            throw new IllegalStateException(
                    "the journal is not closed: there is nothing to resume");
        }
        JournalSession session = closed.session();
        try {
            JournalEntry last = session.last();
            Chain end = last == null ? Chain.BEGINNING : Chain.after(last);
            Draft restored = Drafts.restored(by, closed, end, clock.instant());
            sealing.prepareToResume();
            JournalEntry entry = append(session, end, List.of(restored), sealing.seal()).getFirst();
            condition = steady(session, head(entry));
            LOG.atWarn()
                    .addKeyValue("entry", entry.seq())
                    .addKeyValue("by", by)
                    .log("journal-resumed");
            return entry;
        } catch (SQLException | IOException | RuntimeException e) {
            session.close();
            condition = new Condition.Unsure(null); // the head file tells whether it was resumed
            throw e;
        }
    }

    private Head head(JournalEntry entry) {
        return new Head(entry.seq(), entry.hash(), clock.instant());
    }

    private Condition.Steady steady(JournalSession session, Head head) {
        long next = epoch + 1;
        epoch = next;
        return new Condition.Steady(next, session, head);
    }

    @Override
    public void close() {
        switch (condition) {
            case Condition.Steady steady -> steady.session().close();
            case Condition.Closed closed -> closed.session().close();
            case Condition.Unsure _, Condition.Ended _ -> {}
        }
        condition = new Condition.Ended();
    }
}
