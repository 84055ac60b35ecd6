package dev.tabellion.tlog;

/** Seconds since 1970, as a cosigner states them: a claim, never read from a clock here. */
public record PosixTime(long seconds) implements Comparable<PosixTime> {
    public PosixTime {
        if (seconds < 0) {
            throw new IllegalArgumentException("a time before 1970: " + seconds);
        }
    }

    @Override
    public int compareTo(PosixTime other) {
        return Long.compare(seconds, other.seconds);
    }
}
