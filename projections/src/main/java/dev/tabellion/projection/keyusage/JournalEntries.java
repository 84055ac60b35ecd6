package dev.tabellion.projection.keyusage;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.json.PlainJsonReader;
import dev.tabellion.signing.JournalLine;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Entries of the signer's journal by their numbers, as it tells them now: some, and none where it
 * cannot be asked. Says nothing of whether they are what the signer wrote.
 */
public record JournalEntries(JournalSource journal) {
    private static final Logger LOG = LoggerFactory.getLogger(JournalEntries.class);

    /** Beyond which nobody waits for an answer. */
    private static final int MOST = 2_000;

    /** Asked for at once. */
    private static final int STRETCH = 256;

    public Map<Long, Bytes> of(Iterable<Long> numbers) {
        NavigableSet<Long> asked = new TreeSet<>();
        numbers.forEach(asked::add);
        Map<Long, Bytes> found = new HashMap<>();
        long read = 0;
        try {
            for (long number : asked.stream().limit(MOST).toList()) {
                if (number > read) {
                    int most = (int) Math.min(STRETCH, asked.last() - number + 1);
                    List<JournalLine> lines = journal.after(number - 1, most);
                    read = lines.isEmpty() ? asked.last() : number - 1;
                    for (JournalLine line : lines) {
                        read = numberOf(line, read + 1);
                        found.put(read, line.entry());
                    }
                }
            }
        } catch (SignerUnavailable e) {
            LOG.atWarn().setCause(e).log("journal-not-read");
        }
        found.keySet().retainAll(asked);
        return found;
    }

    /** Its own: entries before it may be gone. One that is no entry any more follows the last. */
    private static long numberOf(JournalLine line, long next) {
        try {
            return PlainJsonReader.of(line.entry()).number("seq");
        } catch (IllegalStateException _) {
            return next;
        }
    }
}
