package dev.tabellion.signer.book;

/** Another signer writes this journal; two at once would each know half of what was signed. */
public final class JournalHeldElsewhere extends RuntimeException {
    private static final long serialVersionUID = 1;

    JournalHeldElsewhere(String holder) {
        super("Another signer writes the journal in this database (" + holder + ").");
    }
}
