package dev.tabellion.signer.book;

import dev.tabellion.bytes.Sha256;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * Sees whether the journal is the one that the head outside the database was left with, and has the
 * head follow it where it is. Used by one thread.
 */
final class HeadCheck {
    private final HeadFile file;
    private final HeadWriter heads;
    private final Sealing sealing;
    private final Clock clock;

    /**
     * @param heads writes {@code file}
     */
    HeadCheck(HeadFile file, HeadWriter heads, Sealing sealing, Clock clock) {
        this.file = file;
        this.heads = heads;
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * Steady or closed.
     *
     * @param known null to ask the head file
     * @param epoch of a journal that is steady
     */
    Condition look(JournalSession session, @Nullable Head known, long epoch)
            throws SQLException, IOException {
        return known == null ? firstLook(session, epoch) : agreed(session, known, epoch);
    }

    private Condition firstLook(JournalSession session, long epoch)
            throws SQLException, IOException {
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
                : agreed(session, head, epoch);
    }

    private Condition agreed(JournalSession session, Head head, long epoch)
            throws SQLException, IOException {
        JournalEntry last = session.last();
        Discrepancy why = discrepancy(session, head, last);
        if (why != null) {
            return new Condition.Closed(session, head, why);
        }
        Head now = last == null ? head : Head.of(Chain.after(last), clock.instant());
        heads.write(now);
        return new Condition.Steady(epoch, session, now);
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
}
