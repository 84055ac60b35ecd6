package dev.tabellion.query.fetches;

import dev.tabellion.collection.Fetch;
import dev.tabellion.collection.Publisher;
import java.time.Instant;

/**
 * Counts fetches in bounded memory: one look-up and one addition for each, and nobody waits. Safe
 * for concurrent use; what it counted is lost with the process unless somebody takes it in time.
 */
public final class FetchCounter {
    private static final int ONE_IN_BITS = 4;
    private static final int SCATTER = 0x9E3779B9;

    private final FetchPolicy policy;
    private final int seed;
    private final int most;
    private volatile Counting current;

    /**
     * @param seed makes it unforeseeable which clients are in the sample
     * @param most how many different fetches are told apart between two takes
     */
    public FetchCounter(FetchPolicy policy, int seed, int most, Instant now) {
        this.policy = policy;
        this.seed = seed;
        this.most = most;
        this.current = new Counting(most, now);
    }

    public boolean isOff() {
        return policy == FetchPolicy.OFF;
    }

    public void count(Fetch fetch, Publisher client) {
        if (policy == FetchPolicy.ALL
                || (policy == FetchPolicy.SAMPLED
                        && (fetch.digest() == null || isInSample(client)))) {
            current.add(fetch, client);
        }
    }

    /**
     * Begins anew and gives what was counted so far. Who is counting at this moment may still add
     * to it: read it a moment later.
     */
    public Counting begin(Instant now) {
        Counting before = current;
        current = new Counting(most, now);
        return before;
    }

    private boolean isInSample(Publisher client) {
        return ((client.hashCode() ^ seed) * SCATTER) >>> (Integer.SIZE - ONE_IN_BITS) == 0;
    }
}
