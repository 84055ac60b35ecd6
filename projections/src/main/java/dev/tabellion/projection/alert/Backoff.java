package dev.tabellion.projection.alert;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * How long to wait after an attempt that failed: four times as long each time, an hour at most, a
 * fifth more or less so that receivers are not all tried at once.
 *
 * @param chance from 0 to 1
 */
public record Backoff(Duration first, int attempts, DoubleSupplier chance) {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final int FACTOR = 4;
    private static final double LEAST = 0.8;
    private static final double SPREAD = 0.4;

    /** From a second on, for some six hours in all. */
    public static Backoff usual(DoubleSupplier chance) {
        return new Backoff(Duration.ofSeconds(1), 12, chance);
    }

    /** Whether nothing is tried after so many attempts. */
    boolean isOver(int made) {
        return made >= attempts;
    }

    Duration after(int made) {
        long millis = first.toMillis();
        for (int each = 1; each < made && millis < LONGEST.toMillis(); each++) {
            millis *= FACTOR;
        }
        double factor = LEAST + SPREAD * chance.getAsDouble();
        return Duration.ofMillis((long) (Math.min(millis, LONGEST.toMillis()) * factor));
    }
}
