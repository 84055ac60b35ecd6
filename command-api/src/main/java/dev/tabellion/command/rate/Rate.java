package dev.tabellion.command.rate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many a minute for each key, all at once if one likes, then evenly. Remembers a bounded number
 * of keys: those not seen for long start anew.
 */
public final class Rate<K> {
    private static final int KEYS = 100_000;

    private final InstantSource clock;
    private final long interval;
    private final long burst;

    /** When each key's allowance will be whole again, in milliseconds. */
    private final Cache<K, AtomicLong> whole = Caffeine.newBuilder().maximumSize(KEYS).build();

    public Rate(int perMinute, InstantSource clock) {
        if (perMinute < 1) {
            throw new IllegalArgumentException("a rate is at least 1 a minute, not " + perMinute);
        }
        this.clock = clock;
        this.interval = Math.max(1, Duration.ofMinutes(1).toMillis() / perMinute);
        this.burst = interval * perMinute;
    }

    /** Takes one, or tells that none is left. */
    public boolean take(K key) {
        AtomicLong wholeAt = whole.get(key, _ -> new AtomicLong());
        long now = clock.millis();
        while (true) {
            long before = wholeAt.get();
            long after = Math.max(before, now) + interval;
            if (after - now > burst) {
                return false;
            }
            if (wholeAt.compareAndSet(before, after)) {
                return true;
            }
        }
    }
}
