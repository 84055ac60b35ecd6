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
    private static final int LONGEST_BODY = 64 << 20;
    private static final Duration BODY_TIME = Duration.ofSeconds(30);

    /** What is usual, or what fits into half of the heap if that is less. */
    public static DoorLimits within(long heap) {
        long memory = Math.min((long) LONGEST_BODY * BodyRoom.GROWTH, heap / 2);
        return new DoorLimits((int) (memory / BodyRoom.GROWTH), memory, BODY_TIME);
    }

    public DoorLimits {
        if (longestBody < 1 || memory < longestBody || !bodyTime.isPositive()) {
            throw new IllegalArgumentException(
                    "a door needs room for one body at least: %d bytes, %d together, in %s"
                            .formatted(longestBody, memory, bodyTime));
        }
    }
}
