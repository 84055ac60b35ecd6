package dev.tabellion.collection;

import java.time.Duration;

/**
 * The numbers an operator may set.
 *
 * @param longestRoot how far ahead a publisher's root may expire; others likewise
 * @param renewTimestampBefore how long before its expiry a timestamp is due for renewal
 */
public record Policy(
        Duration longestRoot,
        Duration longestOther,
        Duration timestampValidity,
        Duration renewTimestampBefore,
        Duration snapshotValidity,
        Duration renewSnapshotBefore,
        int largestVersionStep,
        int highestVersion) {

    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration YEAR = Duration.ofDays(365);

    /** Notary's expiries, with a week's slack for leap days and clocks. */
    public static final Policy NOTARY =
            new Policy(
                    YEAR.multipliedBy(10).plus(DAY.multipliedBy(7)),
                    YEAR.multipliedBy(3).plus(DAY.multipliedBy(7)),
                    DAY.multipliedBy(14),
                    DAY.multipliedBy(7),
                    YEAR.multipliedBy(3),
                    YEAR,
                    100,
                    Integer.MAX_VALUE - 1_000);

    /** For what another server accepted: its numbers are not ours to judge. */
    static final Policy UNLIMITED =
            new Policy(
                    YEAR.multipliedBy(1_000),
                    YEAR.multipliedBy(1_000),
                    NOTARY.timestampValidity,
                    NOTARY.renewTimestampBefore,
                    NOTARY.snapshotValidity,
                    NOTARY.renewSnapshotBefore,
                    Integer.MAX_VALUE,
                    Integer.MAX_VALUE);
}
