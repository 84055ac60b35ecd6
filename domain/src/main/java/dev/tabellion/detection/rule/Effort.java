package dev.tabellion.detection.rule;

import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.PathRule;

/**
 * How much a rule may look at in one document. Publishers choose how many patterns there are and
 * how long; what is beyond some tenths of a second is told instead of looked at.
 */
final class Effort {
    /** Letters held against letters. */
    private static final long MOST = 100_000_000;

    private long left = MOST;

    /** Whether there is some left to hold a path against all that a delegation speaks for. */
    boolean isLeftFor(Delegation delegation, String path) {
        for (String pattern : delegation.paths()) {
            left -= cost(delegation.rule(), pattern, path);
            if (left < 0) {
                return false;
            }
        }
        return left > 0;
    }

    boolean isSpent() {
        return left <= 0;
    }

    /** A star may be tried at each letter. */
    private static long cost(PathRule rule, String pattern, String path) {
        return switch (rule) {
            case PREFIX -> 1L + Math.min(pattern.length(), path.length());
            case HASH_PREFIX -> 100L + path.length();
            case PATTERN ->
                    pattern.indexOf('*') < 0
                            ? 1L + pattern.length()
                            : 1L + (long) pattern.length() * path.length();
        };
    }
}
