package dev.tabellion.signer.book;

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
    private final HeadWriter heads;
    private final Sealing sealing;
    private final HeadCheck check;
    private final Clock clock;
    private volatile Condition condition = new Condition.Ended();
    private volatile long epoch;

    JournalKeeper(DataSource sessions, HeadFile file, Seal seal, Clock clock) {
        this.sessions = sessions;
        this.heads = new HeadWriter(file);
        this.sealing = new Sealing(seal);
        this.check = new HeadCheck(file, heads, sealing, clock);
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
            return check.look(session, known, nextEpoch());
        } catch (SQLException | IOException | RuntimeException e) {
            session.close();
            throw e;
        }
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
        Head head = Head.of(end, clock.instant());
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
            Head head = Head.of(Chain.after(entry), clock.instant());
            condition = new Condition.Steady(nextEpoch(), session, head);
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

    /** The name that a steady journal gets next. */
    private long nextEpoch() {
        long next = epoch + 1;
        epoch = next;
        return next;
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
