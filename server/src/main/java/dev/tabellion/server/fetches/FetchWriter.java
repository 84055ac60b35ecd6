package dev.tabellion.server.fetches;

import dev.tabellion.background.Background;
import dev.tabellion.collection.FetchRound;
import dev.tabellion.command.StoreUnavailable;
import dev.tabellion.query.fetches.Counting;
import dev.tabellion.query.fetches.FetchCounter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that what this node counted gets into the record, a period later at most. While the
 * record cannot be written the counter goes on with what room it has; a node that is killed loses
 * its last period.
 */
final class FetchWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FetchWriter.class);

    /** Far more than anybody needs who was counting when the counter began anew. */
    private static final Duration GRACE = Duration.ofMillis(200);

    private final FetchCounter counter;
    private final Consumer<FetchRound> record;
    private final Duration period;
    private final InstantSource clock;
    private final Background background = new Background("fetches", this::work);

    FetchWriter(
            FetchCounter counter,
            Consumer<FetchRound> record,
            Duration period,
            InstantSource clock) {
        this.counter = counter;
        this.record = record;
        this.period = period;
        this.clock = clock;
    }

    void start() {
        if (!counter.isOff()) {
            background.start();
        }
    }

    @Override
    public void close() {
        background.close();
    }

    private void work() {
        boolean isLast;
        do {
            isLast = background.stoppedWithin(period);
            Instant now = clock.instant();
            Counting counted = counter.begin(now);
            background.stoppedWithin(GRACE);
            isLast = !written(counted.until(now)) || isLast;
        } while (!isLast);
    }

    /** Tried until it is written, while the store is away; false if we are to end. */
    private boolean written(FetchRound round) {
        while (true) {
            try {
                record.accept(round);
                return true;
            } catch (RuntimeException e) {
                if (!StoreUnavailable.isBehind(e)) {
                    throw e; // it would fail again: this round is lost, and health tells of it
                }
                LOG.atWarn().setCause(e).log("fetches-not-written");
                if (background.stoppedWithin(period)) {
                    return false;
                }
            }
        }
    }
}
