package dev.tabellion.projection.log;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * A thread that begins a moment after it is told to. Axon tells it of the first leaf that was read,
 * which would be a batch of its own before the rest of its turn is there.
 */
final class PatientWorker extends ScheduledThreadPoolExecutor {
    private static final Duration MOMENT = Duration.ofMillis(2);

    private final Turns turns;

    PatientWorker(ThreadFactory threads, Turns turns) {
        super(1, threads);
        this.turns = turns;
    }

    @Override
    public Future<?> submit(Runnable task) {
        return schedule(() -> turns.take(task), MOMENT.toNanos(), TimeUnit.NANOSECONDS);
    }
}
