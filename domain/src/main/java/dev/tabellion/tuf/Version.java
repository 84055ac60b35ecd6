package dev.tabellion.tuf;

/** The version of a metadata file: from 1 to 2^31 - 1, since Notary's clients hold 32 bits. */
public record Version(int number) implements Comparable<Version> {
    public static final Version FIRST = new Version(1);

    public Version {
        if (number < 1) {
            throw new IllegalArgumentException("versions start at 1, not " + number);
        }
    }

    /**
     * @throws ArithmeticException past 2^31 - 1
     */
    public Version next() {
        return new Version(Math.incrementExact(number));
    }

    @Override
    public int compareTo(Version other) {
        return Integer.compare(number, other.number);
    }

    @Override
    public String toString() {
        return Integer.toString(number);
    }
}
