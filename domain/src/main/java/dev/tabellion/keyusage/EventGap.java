package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C15;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The signer's journal is not the chain that it was, or should be: somebody changed it. */
public final class EventGap implements ReconciliationRule {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("EVENT_GAP"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.JOURNAL),
                    Stream.concat(
                                    AttackCell.of(List.of(C9, C10), A11, A13).stream(),
                                    AttackCell.of(List.of(C15), A13).stream())
                            .toList(),
                    Playbook.P10,
                    "The signer's journal was shortened or rewritten, or counts otherwise than the record.");

    EventGap() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /**
     * The record and the journal count differently: what the record says is one entry stands in the
     * journal as another. The signer's numbers have no gaps, and none is given twice.
     */
    public Optional<Clue> judge(
            ManagedSignature signature, Met met, @Nullable Journalled journalled) {
        return met instanceof Met.Recorded recorded
                        && journalled != null
                        && journalled.entry() != recorded.entry()
                ? Optional.of(
                        Clue.from(
                                        new Exhibit.JournalEntry(recorded.entry()),
                                        new Exhibit.JournalEntry(journalled.entry()),
                                        new Exhibit.Leaf(recorded.leaf()))
                                .fact("problem", "the record has it under another number")
                                .fact("key", signature.key())
                                .fact("role", signature.role())
                                .fact("version", signature.version()))
                : Optional.empty();
    }

    /**
     * @param edition how often the journal had been found to be another one, and once
     */
    public Clue judge(JournalBreak gap, int edition, Instant readAt) {
        Clue clue =
                Clue.from(new Exhibit.JournalEntry(gap.before().seq()))
                        .fact("problem", gap.problem())
                        .fact("lastHash", gap.before().hash())
                        .fact("edition", edition)
                        .fact("read", readAt);
        return gap.found() == null
                ? clue
                : clue.exhibit(new Exhibit.JournalEntry(gap.found())).fact("found", gap.found());
    }
}
