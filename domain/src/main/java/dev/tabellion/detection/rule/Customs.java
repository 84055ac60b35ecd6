package dev.tabellion.detection.rule;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.function.Function;

/**
 * What the honest clients of a dialect do, and another's do not.
 *
 * @param delegatesEverything as Docker's trust gives every signer every path
 * @param listsUnwritten whether a snapshot names delegations of which nothing was written yet
 * @param forgivesRemoval whether clients let a snapshot drop a role that nobody delegates to
 * @param validity how far ahead each role's documents may expire
 * @param longest how many bytes of a role's file its clients take at most
 */
record Customs(
        boolean delegatesEverything,
        boolean listsUnwritten,
        boolean forgivesRemoval,
        Function<RoleName, Duration> validity,
        Function<RoleName, Long> longest) {
    private static final long MIB = 1024 * 1024;

    /**
     * Ten years, three years, a fortnight: what Notary's clients write and cannot be told not to.
     */
    private static final Customs NOTARY =
            new Customs(
                    true,
                    false,
                    true,
                    role -> validity(role, years(10), years(3), years(3)),
                    role -> longest(role, 100 * MIB, MIB, 100 * MIB));

    /** The limits of the strictest clients in use. */
    private static final Customs TUF =
            new Customs(
                    false,
                    true,
                    false,
                    role -> validity(role, years(2), Duration.ofDays(14), years(1)),
                    role -> longest(role, 512_000, 16_384, role.isTargets() ? 5 * MIB : MIB));

    static Customs of(Dialect dialect) {
        return switch (dialect) {
            case NOTARY_V1 -> NOTARY;
            case TUF_1_0 -> TUF;
        };
    }

    private static Duration validity(
            RoleName role, Duration root, Duration snapshot, Duration targets) {
        if (role.equals(RoleName.TIMESTAMP)) {
            return Duration.ofDays(14);
        }
        if (role.equals(RoleName.ROOT)) {
            return root;
        }
        return role.equals(RoleName.SNAPSHOT) ? snapshot : targets;
    }

    private static long longest(RoleName role, long root, long timestamp, long others) {
        if (role.equals(RoleName.TIMESTAMP)) {
            return timestamp;
        }
        return role.equals(RoleName.ROOT) ? root : others;
    }

    /** With their leap days. */
    private static Duration years(int count) {
        return Duration.ofDays(366L * count);
    }
}
