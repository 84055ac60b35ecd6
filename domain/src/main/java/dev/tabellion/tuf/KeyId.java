package dev.tabellion.tuf;

/**
 * The name of a key inside metadata. Opaque: five dialects compute it in five ways, and a
 * stranger's metadata says what it likes. Never with control characters, which nobody can store or
 * show alike.
 */
public record KeyId(String value) implements Comparable<KeyId> {
    public static final int MAX_LENGTH = 512;

    public KeyId {
        if (!isValid(value)) {
            throw new IllegalArgumentException(
                    "a key id has 1 to " + MAX_LENGTH + " characters, none of them a control");
        }
    }

    public static boolean isValid(String value) {
        return Legible.is(value, MAX_LENGTH);
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
