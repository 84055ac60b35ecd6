package dev.tabellion.signer.book;

import dev.tabellion.background.Background;
import dev.tabellion.collection.SignerUnavailable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that what lies behind the head is what was written: reads the whole journal soon after
 * the start and then again and again. The head and the seals alone do not tell of an entry that was
 * taken away.
 */
public final class BookInspection implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BookInspection.class);
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Book book;
    private final Duration period;
    private final Background background = new Background("journal-inspection", this::work);

    /**
     * @param period from the end of one reading to the beginning of the next
     */
    public BookInspection(Book book, Duration period) {
        this.book = book;
        this.period = period;
    }

    public void start() {
        background.start();
    }

    private void work() {
        Duration pause = SOON;
        while (!background.stoppedWithin(pause)) {
            pause = look() ? period : AGAIN;
        }
    }

    /** Whether the whole journal was read. */
    private boolean look() {
        try {
            Verification found = book.inspect();
            LOG.atInfo().addKeyValue("found", found).log("journal-inspected");
            return true;
        } catch (SignerUnavailable e) {
            LOG.atWarn().setCause(e).log("journal-not-inspected");
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("journal-not-inspected");
        }
        return false;
    }

    @Override
    public void close() {
        background.close();
    }
}
