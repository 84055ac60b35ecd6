package dev.tabellion.keyusage;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why an orphan is nothing but one; by its name as it is stored. */
public enum Explanation {
    /** Somebody else's publication upon the same base was first. */
    RACED,
    /**
     * The server asked again upon the same base: it did not get the answer, or could not use it.
     */
    ASKED_AGAIN,
    /** The server, or its database, was gone. */
    INTERRUPTED,
    /** The record tells of the signature, and why it published nothing. */
    TOLD;

    private static final Duration RACE = Duration.ofSeconds(10);

    /**
     * Another timestamp that was signed upon the same base.
     *
     * @param published whether the record has it
     */
    public record Sibling(long entry, Instant at, boolean published) {}

    /**
     * Null if nothing explains it.
     *
     * @param siblings none of which names the orphan for its snapshot
     * @param interruptions of about that time
     * @param around how long a request may take
     */
    public static @Nullable Explanation of(
            Orphan orphan,
            List<Sibling> siblings,
            List<Interruption> interruptions,
            Duration around) {
        Journalled lost = orphan.journalled();
        if (siblings.stream().anyMatch(s -> s.published() && isNear(s.at(), lost.at()))) {
            return RACED;
        }
        if (siblings.stream().anyMatch(s -> s.published() || s.entry() > lost.entry())) {
            return ASKED_AGAIN;
        }
        return interruptions.stream().anyMatch(each -> each.covers(lost.at(), around))
                ? INTERRUPTED
                : null;
    }

    private static boolean isNear(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(RACE) <= 0;
    }
}
