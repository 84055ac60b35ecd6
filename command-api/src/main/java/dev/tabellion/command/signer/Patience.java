package dev.tabellion.command.signer;

import java.time.Duration;

/**
 * How long the signer may take.
 *
 * @param connect until there is a connection
 * @param whole from the question to the last byte of the answer, with whatever is asked again
 * @param bytesPerSecond the slowest line worth waiting for: long questions get so much more time
 */
public record Patience(Duration connect, Duration whole, long bytesPerSecond) {
    public static final Patience USUAL =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(5), 8L << 20);

    public Patience {
        if (!connect.isPositive() || whole.compareTo(connect) < 0 || bytesPerSecond < 1) {
            throw new IllegalArgumentException(
                    "no time to ask the signer: %s to connect, %s in all"
                            .formatted(connect, whole));
        }
    }

    /** What a question of so many bytes may take. */
    Duration over(int bytes) {
        return whole.plus(Duration.ofSeconds(bytes / bytesPerSecond));
    }
}
