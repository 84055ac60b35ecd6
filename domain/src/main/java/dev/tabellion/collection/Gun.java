package dev.tabellion.collection;

/**
 * The globally unique name of a collection, compared byte for byte. Never empty, never longer than
 * 255 characters, never with {@code *} or NUL.
 */
public record Gun(String value) implements Comparable<Gun> {
    private static final int MAX_LENGTH = 255;

    public Gun {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a collection's name has 1 to 255 characters without '*' and NUL");
        }
    }

    public static boolean isValid(String value) {
        return !value.isEmpty()
                && value.length() <= MAX_LENGTH
                && value.indexOf('*') < 0
                && value.indexOf('\0') < 0;
    }

    @Override
    public int compareTo(Gun other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
