package dev.tabellion.keyusage;

import dev.tabellion.bytes.Sha256;
import org.jspecify.annotations.Nullable;

/** How far a journal was read: whoever remembers it can tell that all up to there is unchanged. */
public record JournalHead(long seq, Sha256 hash) {
    /** Before the first entry. */
    public static final JournalHead BEGINNING = new JournalHead(0, new Sha256("0".repeat(64)));

    static JournalHead after(JournalEntry entry) {
        return new JournalHead(entry.seq(), entry.hash());
    }

    public boolean isBeginning() {
        return seq == 0;
    }

    /** Why this is not the entry that comes next; null if it is. */
    @Nullable String problemOf(JournalEntry next) {
        if (next.seq() != seq + 1) {
            return "the entry " + (seq + 1) + " is missing";
        }
        return next.previous().equals(hash) ? null : "it does not name the entry before it";
    }
}
