package dev.tabellion.signer.book;

import dev.tabellion.bytes.Sha256;
import java.util.Map;
import java.util.Set;

/** How the journal in the database and the head outside it disagree. */
public sealed interface Discrepancy {
    /** Those by which entries are known to be lost: they were there, and others stand there now. */
    Set<String> OF_ANOTHER_JOURNAL =
            Set.of(JournalBehindHead.NAME, OtherJournal.NAME, ChainBroken.NAME);

    /** Its permanent name. */
    String name();

    /** Its numbers, by permanent names. */
    Map<String, String> facts();

    /** The database was put back: entries that were there are gone. */
    record JournalBehindHead(long head, long journal) implements Discrepancy {
        static final String NAME = "journal-behind-head";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("head", Long.toString(head), "journal", Long.toString(journal));
        }
    }

    /** The head is of another journal, or entries were written anew. */
    record OtherJournal(long seq, Sha256 head, Sha256 journal) implements Discrepancy {
        static final String NAME = "other-journal";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("seq", Long.toString(seq), "head", head.hex(), "journal", journal.hex());
        }
    }

    /** Nothing outside the database says how far the journal went. */
    record HeadMissing(long journal) implements Discrepancy {
        @Override
        public String name() {
            return "head-missing";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("journal", Long.toString(journal));
        }
    }

    record HeadUnreadable(String problem) implements Discrepancy {
        @Override
        public String name() {
            return "head-unreadable";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("problem", problem);
        }
    }

    /** Nobody can tell which entries are this signer's own. */
    record SealUnusable(String problem) implements Discrepancy {
        @Override
        public String name() {
            return "seal-unusable";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("problem", problem);
        }
    }

    /** An entry after the head was written by somebody who does not have the seal's key. */
    record NotSealed(long seq) implements Discrepancy {
        @Override
        public String name() {
            return "not-sealed";
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("seq", Long.toString(seq));
        }
    }

    /** An entry after the head does not continue the one before it. */
    record ChainBroken(long seq) implements Discrepancy {
        static final String NAME = "chain-broken";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("seq", Long.toString(seq));
        }
    }

    /**
     * An entry is not as it was written, or is gone: somebody rewrote what lies behind the head.
     */
    record EntryChanged(long seq, String problem) implements Discrepancy {
        static final String NAME = "entry-changed";

        @Override
        public String name() {
            return NAME;
        }

        @Override
        public Map<String, String> facts() {
            return Map.of("seq", Long.toString(seq), "problem", problem);
        }
    }
}
