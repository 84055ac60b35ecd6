package dev.tabellion.server.eye;

import dev.tabellion.tuf.RoleName;
import org.jspecify.annotations.Nullable;

/** How much of a file is taken: what clients take at most, and no more than is stated. */
final class Limits {
    private static final long ROOT = 512_000;
    private static final long TIMESTAMP = 64 * 1024;
    private static final long SNAPSHOT = 4 * 1024 * 1024;
    private static final long TARGETS = 16 * 1024 * 1024;

    private Limits() {}

    static long of(RoleName role, @Nullable Long stated) {
        long largest =
                role.equals(RoleName.ROOT)
                        ? ROOT
                        : role.equals(RoleName.TIMESTAMP)
                                ? TIMESTAMP
                                : role.equals(RoleName.SNAPSHOT) ? SNAPSHOT : TARGETS;
        return stated == null ? largest : Math.min(largest, stated);
    }
}
