package dev.tabellion.pocket;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that tests move ahead, without anybody waiting. It never goes back: what else it shows is
 * that of the source it was made of.
 */
public final class PocketClock extends Clock {
    private final InstantSource source;
    private final AtomicReference<Duration> passed = new AtomicReference<>(Duration.ZERO);

    private PocketClock(InstantSource source) {
        this.source = source;
    }

    /** Stands still but for what is said to have passed. */
    public static PocketClock at(Instant begin) {
        return new PocketClock(InstantSource.fixed(begin));
    }

    /** The real time, and what is said to have passed. */
    public static PocketClock running() {
        return new PocketClock(InstantSource.system());
    }

    public void pass(Duration time) {
        passed.updateAndGet(already -> already.plus(time));
    }

    @Override
    public Instant instant() {
        return source.instant().plus(passed.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
