package dev.tabellion.projection.inspection;

import dev.tabellion.background.Background;
import dev.tabellion.inspection.Finding;
import dev.tabellion.inspection.Notes;
import dev.tabellion.tlog.CheckpointSigner;
import dev.tabellion.tlog.Halt;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps true that no edit of the record stays unseen for longer than a round: reads old entries,
 * payloads, documents and tiles again, slowly and for ever. The first thing found wrong, or that
 * cannot be examined, halts the log; publications and reads go on. Never ends by itself.
 */
public final class RollingInspection implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RollingInspection.class);
    private static final String NAME = "rolling-inspection";
    private static final int MOST_LINES = 20;

    private final DatabaseRecord record;
    private final CheckpointSigner signer;
    private final Consumer<Halt> alarm;
    private final InspectionTerms terms;
    private final KeptPosition position;
    private final Clock clock;
    private final InspectionNews news;
    private final Background background;
    private final RoundWatch watch;
    private final Stumbles stumbles = new Stumbles();

    /** How much the running round has found so far. */
    private final AtomicLong found = new AtomicLong();

    /** What the background's thread is about; null between two. */
    private volatile @Nullable InspectionRound running;

    /**
     * @param alarm halts the log, here and wherever else it is kept
     * @param isLogKept whether the log grows meanwhile, so that it matters whether it is looked at
     * @param progress the file that says how far a round has come
     */
    public RollingInspection(
            DatabaseRecord record,
            CheckpointSigner signer,
            Consumer<Halt> alarm,
            BooleanSupplier isLogKept,
            InspectionTerms terms,
            Path progress,
            Clock clock,
            InspectionNews news) {
        this.record = record;
        this.signer = signer;
        this.alarm = alarm;
        this.terms = terms;
        this.position = new KeptPosition(progress);
        this.clock = clock;
        this.news = news;
        this.background = new Background(NAME, this::work);
        this.watch = new RoundWatch(terms, isLogKept, this::overdue, clock);
    }

    public void start() {
        watch.start();
        background.start();
    }

    /** What keeps the record from being looked at; null if nothing does. */
    public @Nullable String complaint() {
        return watch.complaint();
    }

    @Override
    public void close() {
        watch.close();
        background.close();
    }

    private void work() {
        Duration pause = Duration.ZERO;
        while (!background.stoppedWithin(pause)) {
            pause = attempt();
        }
    }

    /**
     * Answers for how long to rest before the next look. Memory that stays short, a right that was
     * taken away, a value that nobody can hold: whatever it is, an inspection whose thread has
     * ended would tell nobody.
     */
    private Duration attempt() {
        long began = System.nanoTime();
        try {
            return round() ? left(terms.rest(), began) : Duration.ZERO;
        } catch (RuntimeException | Error e) {
            if (!background.isStopped()) { // else the pools may be gone already
                failed(e);
            }
        }
        return terms.afterFailure();
    }

    private void failed(Throwable e) {
        watch.failed(e);
        InspectionRound interrupted = running;
        running = null;
        switch (stumbles.over(e, interrupted != null && interrupted.isOver())) {
            // what it remembers is what the tables are held against when it comes to its end
            case PASSING -> running = isIntact(interrupted) ? interrupted : null;
            case TRIED_AGAIN -> {}
            case LASTING -> {
                log.atError()
                        .setCause(e)
                        .log("LOG-NOT-EXAMINED: a part of the record broke a look");
                halt("the record could not be examined: " + e);
                return;
            }
        }
        log.atWarn().setCause(e).log("log-inspection-interrupted");
    }

    private static boolean isIntact(@Nullable InspectionRound round) {
        return round != null && round.isIntact();
    }

    private void overdue(Duration kept) {
        log.atError().addKeyValue("for", kept).log("LOG-NOT-EXAMINED: no round came to its end");
        halt("the record was not read through within " + kept + " in which the log was kept");
    }

    /** What cannot be written down now is tried again with the next failure. */
    private void halt(String what) {
        try {
            alarm.accept(new Halt(clock.instant(), NAME, what));
        } catch (RuntimeException | Error e) {
            log.atError().setCause(e).log("LOG-HALT-UNMARKED: not written down, and tried again");
        }
    }

    /** Answers whether there is time to rest: not when only the rest of a round was left to do. */
    private boolean round() {
        InspectionRound round = running == null ? begun() : running;
        running = round;
        Duration chunkTime = terms.chunkTime(round.end().leaves());
        while (!round.isOver()) {
            long began = System.nanoTime();
            round.goOn();
            stumbles.gotOn();
            position.write(round.next().position());
            news.progressed(round.next().position(), round.end().leaves());
            if (!round.isOver() && background.stoppedWithin(left(chunkTime, began))) {
                return true;
            }
        }
        round.finish();
        if (round.isWhole()) {
            watch.finished();
            news.finished(clock.instant(), found.get());
        } else {
            watch.examined();
        }
        stumbles.cameToTheEnd();
        running = null;
        position.write(0);
        return round.isWhole();
    }

    private InspectionRound begun() {
        found.set(0);
        var notes = new Notes(record.log().origin(), List.of(signer.key()), null);
        return new InspectionRound(record, notes, position.read(), this::found);
    }

    private void found(Finding finding) {
        long before = found.getAndIncrement();
        if (before < MOST_LINES) {
            log.atError()
                    .addKeyValue("finding", finding.json())
                    .log("LOG-EDITED: the record is not what was logged");
        }
        news.found(finding);
        if (before == 0) {
            halt(finding.toString());
        }
    }

    private static Duration left(Duration whole, long began) {
        Duration left = whole.minusNanos(System.nanoTime() - began);
        return left.isNegative() ? Duration.ZERO : left;
    }
}
