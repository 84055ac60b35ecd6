package dev.tabellion.signer.book;

import org.jspecify.annotations.Nullable;

/** How it is with the journal. Only its writer changes it. */
sealed interface Condition {
    /** Entries can be appended after {@code head}. */
    record Steady(long epoch, JournalSession session, Head head) implements Condition {}

    /**
     * Something failed; the next order finds out what was kept of it.
     *
     * @param known null if only the head file can tell
     */
    record Unsure(@Nullable Head known) implements Condition {}

    /** Nothing is appended until a person has looked at it. */
    record Closed(JournalSession session, @Nullable Head head, Discrepancy why)
            implements Condition {}

    record Ended() implements Condition {}
}
