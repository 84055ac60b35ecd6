package dev.tabellion.signer.door;

import java.time.Duration;

/**
 * What requests may cost the signer's process.
 *
 * @param longestBody the most bytes of one body
 * @param memory the most bytes that all requests at work may take once they are understood
 * @param bodyTime how long one body may take to come in
 */
public record DoorLimits(int longestBody, long memory, Duration bodyTime) {
    public static final DoorLimits USUAL =
            new DoorLimits(64 << 20, 512L << 20, Duration.ofSeconds(30));

    public DoorLimits {
        if (longestBody < 1 || memory < longestBody || !bodyTime.isPositive()) {
            throw new IllegalArgumentException(
                    "a door needs room for one body at least: %d bytes, %d together, in %s"
                            .formatted(longestBody, memory, bodyTime));
        }
    }
}
