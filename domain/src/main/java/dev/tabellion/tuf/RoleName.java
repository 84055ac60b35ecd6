package dev.tabellion.tuf;

import org.jspecify.annotations.Nullable;

/**
 * A role: one of the four top-level ones or a delegation. Never empty, never longer than 255
 * characters, never with control characters; what else a dialect demands, it checks itself.
 */
public record RoleName(String value) implements Comparable<RoleName> {
    public static final RoleName ROOT = new RoleName("root");
    public static final RoleName TARGETS = new RoleName("targets");
    public static final RoleName SNAPSHOT = new RoleName("snapshot");
    public static final RoleName TIMESTAMP = new RoleName("timestamp");

    private static final int MAX_LENGTH = 255;

    public RoleName {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not a role name (1 to 255 characters): " + value);
        }
    }

    public static boolean isValid(String value) {
        return Legible.is(value, MAX_LENGTH);
    }

    public boolean isTopLevel() {
        return equals(ROOT) || equals(TARGETS) || equals(SNAPSHOT) || equals(TIMESTAMP);
    }

    /** Whether documents of this role are targets metadata: {@code targets} or a delegation. */
    public boolean isTargets() {
        return equals(TARGETS) || !isTopLevel();
    }

    /**
     * The delegating role of Notary's path-like names: {@code targets/a} for {@code targets/a/b}.
     */
    public @Nullable RoleName parent() {
        int slash = value.lastIndexOf('/');
        return slash < 0 ? null : new RoleName(value.substring(0, slash));
    }

    @Override
    public int compareTo(RoleName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
