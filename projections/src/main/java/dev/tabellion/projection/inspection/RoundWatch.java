package dev.tabellion.projection.inspection;

import dev.tabellion.background.Background;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees whether rounds come to their end, from a thread of its own: one that hangs tells nothing.
 * Counts only the time in which the log is kept, so that an outage of the database alarms nobody
 * when it is over.
 */
final class RoundWatch implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RoundWatch.class);
    private static final Duration LONGEST_STEP = Duration.ofMinutes(1);
    private static final int STEPS = 40;

    private final Duration patience;
    private final Duration step;
    private final BooleanSupplier isLogKept;
    private final Consumer<Duration> overdue;
    private final Clock clock;
    private final Background background = new Background("inspection-watch", this::work);
    private volatile Instant whole;
    private volatile @Nullable Failure failure;
    private volatile int kept;

    private record Failure(Instant since, String what) {}

    /**
     * @param overdue told for how long the log was kept without a whole round; again after as long
     */
    RoundWatch(
            InspectionTerms terms,
            BooleanSupplier isLogKept,
            Consumer<Duration> overdue,
            Clock clock) {
        this.patience = terms.round().multipliedBy(2);
        Duration step = patience.dividedBy(STEPS);
        this.step = step.compareTo(LONGEST_STEP) > 0 ? LONGEST_STEP : step;
        this.isLogKept = isLogKept;
        this.overdue = overdue;
        this.clock = clock;
        this.whole = clock.instant();
    }

    void start() {
        background.start();
    }

    /** All was looked at, from the first entry on. */
    void finished() {
        examined();
        kept = 0;
        whole = clock.instant();
    }

    /** Nothing is in the way any more; what was interrupted by it is still no whole round. */
    void examined() {
        failure = null;
    }

    void failed(Throwable e) {
        Failure before = failure;
        failure = new Failure(before == null ? clock.instant() : before.since(), e.toString());
    }

    @Nullable String complaint() {
        Failure lasting = failure;
        if (lasting != null) {
            return "the record could not be examined since "
                    + lasting.since()
                    + " ("
                    + lasting.what()
                    + ")";
        }
        Duration age = Duration.between(whole, clock.instant());
        return age.compareTo(patience) > 0
                ? "no look at the whole record came to its end for " + age.toMinutes() + " min"
                : null;
    }

    private void work() {
        while (!background.stoppedWithin(step)) {
            try {
                look();
            } catch (RuntimeException | Error e) {
                log.atWarn().setCause(e).log("inspection-watch-failed");
            }
        }
    }

    // one thread's; a round that ends just now may lose its zero, and the next one sets it
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private void look() {
        if (!isLogKept.getAsBoolean()) {
            return;
        }
        kept++;
        Duration without = step.multipliedBy(kept);
        if (without.compareTo(patience) >= 0) {
            kept = 0; // who resumes the log gives it as much time again
            overdue.accept(without);
        }
    }

    @Override
    public void close() {
        background.close();
    }
}
