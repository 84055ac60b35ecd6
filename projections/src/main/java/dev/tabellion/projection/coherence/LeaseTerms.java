package dev.tabellion.projection.coherence;

import java.time.Duration;

/**
 * How long nodes trust each other without a word. The same on every node of a database.
 *
 * @param beat how often a node renews its lease
 * @param lease how long it may serve copies after it asked for a renewal that was granted
 * @param margin by how much the nodes' clocks may drift apart within one lease
 * @param patience how long a publication waits for a silent node before it is fenced
 */
public record LeaseTerms(Duration beat, Duration lease, Duration margin, Duration patience) {
    public static final LeaseTerms STANDARD =
            new LeaseTerms(
                    Duration.ofSeconds(1),
                    Duration.ofSeconds(3),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(1));

    /** After this long without a renewal a lease has run out, by anybody's clock. */
    Duration surelyOver() {
        return lease.plus(margin);
    }
}
