/** When each request of a connection is to begin: as soon as it can, or evenly spaced. */
final class Beat {

    private final long pause;
    private long next;

    private Beat(long first, long pause) {
        this.next = first;
        this.pause = pause;
    }

    /** One of {@code count} connections that together begin so many a second; 0 for all they can. */
    static Beat of(long from, int line, int count, int perSecond) {
        long between = perSecond == 0 ? 0 : 1_000_000_000L / perSecond;
        return new Beat(from + line * between, count * between);
    }

    /** Waits for it; the moment at which it was due, which may have passed. */
    long next() {
        if (pause == 0) {
            return System.nanoTime();
        }
        long due = next;
        next += pause;
        try {
            long nanos = due - System.nanoTime();
            if (nanos > 0) {
                // what is waited for is a moment, which nothing tells of but the clock
                Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted under load", e);
        }
        return due;
    }
}
