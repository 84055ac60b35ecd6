package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Capability.C2;
import static dev.tabellion.detection.Capability.C8;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The journal tells of a signature for which the record knows no request, no crash explains it, and
 * the record has gone on: somebody with a server's credentials asked on their own account, and has
 * it to this day.
 */
public final class UnrequestedSignature implements ReconciliationRule {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("UNREQUESTED_SIGNATURE"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.JOURNAL, Input.TIME),
                    Stream.of(
                                    AttackCell.of(List.of(C8, C9), A11, A3),
                                    AttackCell.of(List.of(C2), A11))
                            .flatMap(List::stream)
                            .toList(),
                    Playbook.P7,
                    "The signer signed something that the record knows no request for.");

    UnrequestedSignature() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /**
     * @param orphan one that nothing explains
     * @param waited how long the record was given to tell of it, from when the entry was read
     * @param sought when that time was up
     */
    public Clue judge(Orphan orphan, Duration waited, Instant sought) {
        Journalled lost = orphan.journalled();
        Clue clue =
                Clue.from(
                                new Exhibit.JournalEntry(lost.entry()),
                                new Exhibit.Payload(orphan.payload()),
                                new Exhibit.Key(orphan.key()))
                        .fact("role", lost.place().role())
                        .fact("life", lost.place().life())
                        .fact("version", orphan.version())
                        .fact("file", lost.file())
                        .fact("signed", lost.at())
                        .fact("usableUntil", lost.expires())
                        .fact("soughtUntil", sought)
                        .fact("waitedSeconds", waited.toSeconds())
                        .fact("reason", lost.renewed() ? "renewed" : "published");
        Clue by = lost.by() == null ? clue : clue.fact("by", lost.by());
        return lost.base() == null ? by : by.fact("base", lost.base());
    }
}
