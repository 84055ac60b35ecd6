package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C13;
import static dev.tabellion.detection.Capability.C9;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.util.List;
import java.util.Set;

/**
 * A key of the signer's is gone: no door deletes one, so somebody did it past the signer. Where
 * somebody else announced it by this rule's name, as whoever clears a token of old keys does,
 * {@link dev.tabellion.detection.Announcements} makes a note of it.
 */
public final class KeyDeleted implements ReconciliationRule {
    /**
     * Of one collection's keys that no root names, told within an hour; the rest is for the record.
     */
    public static final int MOST = 4;

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("KEY_DELETED"),
                    Severity.CRITICAL,
                    Set.of(Input.RECORD, Input.JOURNAL),
                    AttackCell.of(List.of(C9, C10, C13), A13),
                    Playbook.P1,
                    "A key of the signer's is gone from where it was kept.");

    KeyDeleted() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /**
     * @param nth among the keys of its collection that were missed in its hour
     * @param repeated whether the same key was missed in it before
     */
    public Clue judge(MissingKey missing, long nth, boolean repeated) {
        Clue clue =
                Clue.from(new Exhibit.Key(missing.key()), new Exhibit.JournalEntry(missing.entry()))
                        .fact("role", missing.place().role())
                        .fact("life", missing.place().life())
                        .fact("from", missing.from())
                        .fact("missed", missing.at())
                        .fact("trusted", missing.trusted() ? "yes" : "no");
        if (repeated) {
            return clue.fact("again", "within the hour").as(Severity.INFO);
        }
        if (missing.trusted()) {
            return clue;
        }
        return nth > MOST ? clue.fact("inHour", nth).as(Severity.INFO) : clue.as(Severity.HIGH);
    }
}
