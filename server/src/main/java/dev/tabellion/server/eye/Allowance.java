package dev.tabellion.server.eye;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** What one look may cost at all, however much a repository has to show: bytes and time. */
final class Allowance {
    /** More than an honest repository has, with what is held of it: all of it is in memory. */
    private static final long BYTES = 128L << 20;

    static final Duration TIME = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Instant end;
    private final AtomicLong bytes;

    Allowance(long bytes, Duration time, InstantSource clock) {
        this.clock = clock;
        this.end = clock.instant().plus(time);
        this.bytes = new AtomicLong(bytes);
    }

    /** Of a look at a repository of which so many bytes are trusted, and held, already. */
    static Allowance beside(long held, InstantSource clock) {
        return new Allowance(BYTES - held, TIME, clock);
    }

    long left() {
        return clock.instant().isAfter(end) ? 0 : Math.max(0, bytes.get());
    }

    void spend(long length) {
        bytes.addAndGet(-length);
    }
}
