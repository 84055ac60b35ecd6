package dev.tabellion.server.eye;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/** What one look may cost at all, however much a repository has to show: bytes and time. */
final class Allowance {
    /** Far more than an honest repository has; what is there already is not fetched again. */
    static final long BYTES = 256L << 20;

    static final Duration TIME = Duration.ofMinutes(30);

    private final InstantSource clock;
    private final Instant end;
    private final AtomicLong bytes;

    Allowance(long bytes, Duration time, InstantSource clock) {
        this.clock = clock;
        this.end = clock.instant().plus(time);
        this.bytes = new AtomicLong(bytes);
    }

    long left() {
        return clock.instant().isAfter(end) ? 0 : Math.max(0, bytes.get());
    }

    void spend(long length) {
        bytes.addAndGet(-length);
    }
}
