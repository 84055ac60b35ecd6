package dev.tabellion.signer.door;

import dev.tabellion.signing.JournalLine;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * Pages of a journal whose growth is seen in a number. Who waits looks at that, and reads only when
 * it moved: the database hears nothing of those who wait.
 */
record GrowingPages(Reading reading, LongSupplier commits) implements JournalPages {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    @Override
    public List<JournalLine> after(long after, int most, Duration patience)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (true) {
            long seen = commits.getAsLong(); // before reading, so that nothing falls between
            List<JournalLine> page = reading.after(after, most);
            if (!page.isEmpty() || !grows(seen, end)) {
                return page;
            }
        }
    }

    private boolean grows(long seen, long end) throws InterruptedException {
        while (commits.getAsLong() == seen) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            Thread.sleep(
                    BETWEEN_LOOKS); // looking costs one read of a counter, waking all costs more
        }
        return true;
    }
}
