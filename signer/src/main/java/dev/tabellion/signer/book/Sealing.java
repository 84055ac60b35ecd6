package dev.tabellion.signer.book;

import java.io.IOException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that every entry bears the seal of this signer. Believes an entry without one only
 * where the head outside the database vouches for it; seals what another wrote never by itself.
 */
final class Sealing {
    private static final Logger LOG = LoggerFactory.getLogger(Sealing.class);

    private final Seal seal;

    Sealing(Seal seal) {
        this.seal = seal;
    }

    Seal seal() {
        return seal;
    }

    /** So that a journal that stays closed can be verified; what is wrong with it is told later. */
    void lookForKey() {
        try {
            seal.find();
        } catch (IOException e) {
            LOG.atDebug().setCause(e).log("seal-key-unreadable");
        }
    }

    /**
     * To be asked once journal and head were found to agree; null if all is well. Seals what is
     * from before there were seals: all of it has to lead to the head's hash.
     */
    @Nullable Discrepancy disagreement(JournalSession session, Head head) throws SQLException {
        SealedRows rows = session.seals();
        try {
            if (!seal.find()) {
                if (rows.isAnySealed()) {
                    return new Discrepancy.SealUnusable(
                            seal.path() + ", the key of its seals, is gone");
                }
                // A crash after this leaves a key that nothing was sealed with yet.
                seal.begin();
            }
        } catch (IOException e) {
            return new Discrepancy.SealUnusable(String.valueOf(e.getMessage()));
        }
        SealedRows.Row last = head.isOfEmpty() ? null : rows.at(head.seq());
        if (last != null && last.seal() != null && !seal.isOn(last.entry(), last.seal())) {
            return new Discrepancy.SealUnusable(
                    "the key in " + seal.path() + " is not the one that it was sealed with");
        }
        long foreign = rows.firstWithoutAfter(head.seq(), seal);
        if (foreign != 0) {
            return new Discrepancy.NotSealed(foreign);
        }
        return rows.isAnyUnsealed() ? sealOld(session) : null;
    }

    private @Nullable Discrepancy sealOld(JournalSession session) throws SQLException {
        long broken = session.firstBrokenAfter(Chain.BEGINNING);
        if (broken != 0) {
            return new Discrepancy.ChainBroken(broken);
        }
        session.sealAll(seal);
        LOG.atInfo().log("journal-sealed");
        return null;
    }

    /** For a person who decided to go on with what is there. */
    void prepareToResume() throws IOException {
        try {
            if (seal.find()) {
                return;
            }
        } catch (IOException e) {
            LOG.atWarn().setCause(e).log("seal-key-replaced");
        }
        seal.begin();
    }
}
