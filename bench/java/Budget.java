import java.time.Duration;

/**
 * Keeps rounds within their time: the first is always run, another only where the last would fit
 * once more.
 */
final class Budget {

    private final long end;
    private long roundBegan;

    private Budget(long end) {
        this.end = end;
    }

    static Budget of(Duration whole) {
        return new Budget(System.nanoTime() + whole.toNanos());
    }

    /** A part of what is left now. */
    Budget share(double part) {
        long now = System.nanoTime();
        return new Budget(now + (long) ((end - now) * part));
    }

    /** What is left, in seconds. */
    int seconds() {
        return (int) ((end - System.nanoTime()) / 1_000_000_000L);
    }

    boolean allows(int round) {
        long now = System.nanoTime();
        long last = now - roundBegan;
        roundBegan = now;
        return round == 0 || now + last < end;
    }
}
