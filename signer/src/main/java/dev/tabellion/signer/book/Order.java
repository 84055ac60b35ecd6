package dev.tabellion.signer.book;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Something asked of the journal's writer, with the place for its answer. */
sealed interface Order {
    CompletableFuture<?> answer();

    /**
     * To be written, all or none of them, unless the journal was found anew since {@code epoch}:
     * then it was decided by a memory that may lack something.
     */
    record Append(List<Draft> drafts, long epoch, CompletableFuture<List<JournalEntry>> answer)
            implements Order {
        public Append {
            drafts = List.copyOf(drafts);
        }
    }

    /** To find out where the journal stands after a failure; the answer is the epoch. */
    record FindOut(CompletableFuture<Long> answer) implements Order {}

    /** To go on with a closed journal: a person has looked at it. */
    record Resume(String by, CompletableFuture<JournalEntry> answer) implements Order {}

    /** To write nothing more until a person has looked at it; the answer is whether it was open. */
    record Close(Discrepancy why, CompletableFuture<Boolean> answer) implements Order {}
}
