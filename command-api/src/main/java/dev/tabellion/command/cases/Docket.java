package dev.tabellion.command.cases;

import dev.tabellion.collection.CaseEvent.Verdict;
import dev.tabellion.collection.CaseId;
import org.jspecify.annotations.Nullable;

/**
 * The findings and incidents there are, as the read side knows them: perhaps a little behind what
 * was just said. Asked while a decision is made, so it must not wait for anything.
 */
public interface Docket {
    boolean hasFinding(CaseId finding);

    /** The incident that a finding belongs to; null if there is none. */
    @Nullable Standing incidentOf(CaseId finding);

    /**
     * An incident as it is.
     *
     * @param findings how many it has
     * @param closed null while it is open
     * @param owner whom it was assigned to; null if nobody, or somebody who was forgotten
     */
    record Standing(CaseId id, int findings, @Nullable Verdict closed, @Nullable String owner) {}
}
