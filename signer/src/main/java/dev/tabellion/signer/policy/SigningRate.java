package dev.tabellion.signer.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often something may still happen, such as a key's signing: a bucket of tokens for each, which
 * fills with time. Begins full with the process; it holds back floods, it does not count for ever.
 *
 * @param <K> what is counted apart
 */
final class SigningRate<K> {
    private record Bucket(double tokens, Instant at) {}

    /** More than this in use at once, and those that are full again are forgotten. */
    private static final int MANY = 100_000;

    private final int burst;
    private final int perSecond;
    private final Map<K, Bucket> buckets = new HashMap<>();

    SigningRate(int burst, int perSecond) {
        this.burst = burst;
        this.perSecond = perSecond;
    }

    /** Takes a token of each key; takes none and tells false if one of them has none. */
    synchronized boolean take(List<K> keys, Instant now) {
        if (buckets.size() > MANY) {
            buckets.values().removeIf(bucket -> filled(bucket, now) >= burst);
        }
        if (keys.stream().anyMatch(key -> tokens(key, now) < 1)) {
            return false;
        }
        keys.forEach(key -> buckets.put(key, new Bucket(tokens(key, now) - 1, now)));
        return true;
    }

    private double tokens(K key, Instant now) {
        Bucket bucket = buckets.get(key);
        return bucket == null ? burst : filled(bucket, now);
    }

    private double filled(Bucket bucket, Instant now) {
        long millis = Math.max(0, Duration.between(bucket.at(), now).toMillis());
        return Math.min(burst, bucket.tokens() + millis / 1e3 * perSecond);
    }
}
