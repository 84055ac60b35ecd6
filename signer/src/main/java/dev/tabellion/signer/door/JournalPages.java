package dev.tabellion.signer.door;

import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.signing.JournalLine;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** The journal as readers go through it. Safe for concurrent use. */
@FunctionalInterface
public interface JournalPages {
    /**
     * The entries after one, in their order; none if there are none within {@code patience}.
     *
     * @param after the number of an entry; 0 stands before the first
     * @throws SignerUnavailable if the journal cannot be read
     */
    List<JournalLine> after(long after, int most, Duration patience) throws InterruptedException;

    /** Reads what is there now. */
    @FunctionalInterface
    interface Reading {
        List<JournalLine> after(long after, int most);
    }

    /**
     * Pages of a journal that this process alone writes.
     *
     * @param commits how often it was written to; another number than before means that reading may
     *     find more. Must cost nothing: it is asked again and again while somebody waits
     */
    static JournalPages of(Reading reading, LongSupplier commits) {
        return new GrowingPages(reading, commits);
    }
}
