package dev.tabellion.signer.book;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.json.PlainJsonReader;
import org.jspecify.annotations.Nullable;

/**
 * A place in the chain of entries, from which the next one can be judged. Trusts no stored hash.
 */
record Chain(long seq, Sha256 hash) {
    static final Chain BEGINNING = new Chain(0, Head.NOTHING);

    static Chain after(Head head) {
        return new Chain(head.seq(), head.hash());
    }

    static Chain after(JournalEntry entry) {
        return new Chain(entry.seq(), entry.hash());
    }

    /** Why this is not the next entry; null if it is. */
    @Nullable String problemOf(JournalEntry next) {
        if (next.seq() != seq + 1) {
            return "the entry " + (seq + 1) + " is missing";
        }
        if (!next.json().sha256().equals(next.hash())) {
            return "its bytes do not have its hash";
        }
        try {
            PlainJsonReader json = PlainJsonReader.of(next.json());
            if (json.number("seq") != next.seq()) {
                return "its bytes say another number";
            }
            return json.text("previous").equals(hash.hex())
                    ? null
                    : "it does not name the entry before it";
        } catch (IllegalStateException e) {
            return "its bytes are no entry";
        }
    }
}
