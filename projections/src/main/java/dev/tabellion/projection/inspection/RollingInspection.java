package dev.tabellion.projection.inspection;

import dev.tabellion.background.Background;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.Halt;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that no edit of the record stays unseen for longer than a round: reads old entries,
 * payloads, documents and tiles again, slowly and for ever. The first thing found wrong halts the
 * log; publications and reads go on.
 */
public final class RollingInspection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RollingInspection.class);
    private static final int MOST_LINES = 20;
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private final DatabaseRecord record;
    private final CheckpointSigner signer;
    private final Notes notes;
    private final InspectionTerms terms;
    private final KeptPosition position;
    private final Clock clock;
    private final InspectionNews news;
    private final Background background;

    /**
     * @param progress the file that says how far a round has come
     */
    public RollingInspection(
            DatabaseRecord record,
            CheckpointSigner signer,
            InspectionTerms terms,
            Path progress,
            Clock clock,
            InspectionNews news) {
        this.record = record;
        this.signer = signer;
        this.notes = new Notes(record.log().origin(), List.of(signer.key()), null);
        this.terms = terms;
        this.position = new KeptPosition(progress);
        this.clock = clock;
        this.news = news;
        this.background = new Background("rolling-inspection", this::work);
    }

    public void start() {
        background.start();
    }

    @Override
    public void close() {
        background.close();
    }

    private void work() {
        Duration pause = Duration.ZERO;
        while (!background.stoppedWithin(pause)) {
            pause = attempt();
        }
    }

    /** Answers for how long to rest before the next look. */
    private Duration attempt() {
        long began = System.nanoTime();
        try {
            round();
            return left(terms.rest(), began);
        } catch (RecordUnreadable | UncheckedIOException e) {
            // nobody answers now: what could not be looked at is not wrong
            log.atWarn().setCause(e).log("log-inspection-interrupted");
        } catch (RuntimeException e) {
            if (!background.isStopped()) { // else the pools may be gone already
                halt(e);
            }
        }
        return AFTER_FAILURE;
    }

    /**
     * What makes us stumble may have been put there for that: nothing is signed over what nobody
     * could examine.
     */
    private void halt(RuntimeException stumbling) {
        log.atError()
                .setCause(stumbling)
                .log("LOG-NOT-EXAMINED: a part of the record broke a look");
        signer.halt(
                new Halt(
                        clock.instant(),
                        "rolling-inspection",
                        "entries from %d on could not be examined: %s"
                                .formatted(position.read(), stumbling)));
    }

    private void round() {
        var found = new Found();
        var round = new InspectionRound(record, notes, position.read(), found::add);
        Duration chunkTime = terms.chunkTime(round.end().leaves());
        while (!round.isOver()) {
            long began = System.nanoTime();
            round.goOn();
            position.write(round.next().position());
            news.progressed(round.next().position(), round.end().leaves());
            if (!round.isOver() && background.stoppedWithin(left(chunkTime, began))) {
                return;
            }
        }
        round.finish();
        position.write(0);
        news.finished(clock.instant(), found.count.get());
    }

    private static Duration left(Duration whole, long began) {
        Duration left = whole.minusNanos(System.nanoTime() - began);
        return left.isNegative() ? Duration.ZERO : left;
    }

    /** What a round has found so far. */
    private final class Found {
        private final AtomicLong count = new AtomicLong();

        void add(Finding finding) {
            long before = count.getAndIncrement();
            if (before < MOST_LINES) {
                log.atError()
                        .addKeyValue("finding", finding.json())
                        .log("LOG-EDITED: the record is not what was logged");
            }
            news.found(finding);
            if (before == 0) {
                signer.halt(new Halt(clock.instant(), "rolling-inspection", finding.toString()));
            }
        }
    }
}
