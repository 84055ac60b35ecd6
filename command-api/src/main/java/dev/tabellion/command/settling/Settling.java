package dev.tabellion.command.settling;

import dev.tabellion.background.Background;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that the signer knows what was published, so that it signs nothing that stands on less
 * (a restored database). Tells it soon after each commit and looks now and then for what it did not
 * hear of: a crash between commit and telling leaves that to the next look. Never holds up a
 * publication.
 */
public final class Settling implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Settling.class);
    private static final int MOST_AT_ONCE = 1_000;

    /** Long enough for one message about many commits, short beside a restoration. */
    private static final Duration GATHERING = Duration.ofMillis(200);

    private final RoleSigner signer;
    private final CommittedTimestamps news;
    private final Predicate<PublishedTimestamp> wasPublished;
    private final Duration period;
    private final Background thread;

    /**
     * @param wasPublished whether the record has it
     * @param period between one look for what the signer did not hear of and the next
     */
    public Settling(
            RoleSigner signer,
            CommittedTimestamps news,
            Predicate<PublishedTimestamp> wasPublished,
            Duration period) {
        this.signer = signer;
        this.news = news;
        this.wasPublished = wasPublished;
        this.period = period;
        this.thread = new Background("settling", this::work);
    }

    public void start() {
        thread.start();
    }

    /**
     * Tells the signer of what it signed and does not know to be published; how many those were.
     */
    public int look() {
        List<PublishedTimestamp> missed = missed();
        for (int i = 0; i < missed.size(); i += MOST_AT_ONCE) {
            signer.published(missed.subList(i, Math.min(missed.size(), i + MOST_AT_ONCE)));
        }
        if (!missed.isEmpty()) {
            LOG.atInfo().addKeyValue("timestamps", missed.size()).log("signer-told-late");
        }
        return missed.size();
    }

    /** However many nobody ever published stand before them: those stay for a day. */
    private List<PublishedTimestamp> missed() {
        List<PublishedTimestamp> missed = new ArrayList<>();
        List<PublishedTimestamp> page;
        int seen = 0;
        do {
            page = signer.unsettled(seen, MOST_AT_ONCE);
            page.stream().filter(wasPublished).forEach(missed::add);
            seen += page.size(); // settled meanwhile by others: what slips by, the next look finds
        } while (page.size() == MOST_AT_ONCE);
        return missed;
    }

    @Override
    public void close() {
        thread.close();
    }

    private void work() {
        attempt(this::look);
        long looked = System.nanoTime();
        while (!thread.stoppedWithin(GATHERING)) {
            attempt(this::tell);
            if (System.nanoTime() - looked > period.toNanos()) {
                attempt(this::look);
                looked = System.nanoTime();
            }
        }
        attempt(this::tell);
    }

    private int tell() {
        List<PublishedTimestamp> told = news.take(MOST_AT_ONCE);
        if (!told.isEmpty()) {
            signer.published(told);
        }
        return told.size();
    }

    /** Whatever is in the way, a later look makes good for it. */
    private static void attempt(Runnable telling) {
        try {
            telling.run();
        } catch (RuntimeException e) {
            LOG.atWarn().setCause(e).log("signer-not-told");
        }
    }
}
