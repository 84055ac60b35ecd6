package dev.tabellion.tuf;

/** The name of a key inside metadata. Opaque: five dialects compute it in five ways. */
public record KeyId(String value) implements Comparable<KeyId> {
    private static final int MAX_LENGTH = 255;

    public KeyId {
        if (value.isEmpty() || value.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("a key id has 1 to 255 characters: " + value);
        }
    }

    @Override
    public int compareTo(KeyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
