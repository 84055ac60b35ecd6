package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A11;
import static dev.tabellion.detection.Attack.A3;
import static dev.tabellion.detection.Attack.A4;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * More was signed and never published than crashes and races leave behind: each by itself is
 * explained, all together are a hoard. Counted in stretches of the clock, so that a replay counts
 * the same.
 */
public final class UnpublishedSignature implements ReconciliationRule {
    /** Of one collection in an hour, that a crash or a repeated request explains. */
    public static final int MOST_AN_HOUR = 8;

    /** Of one collection in an hour, that were too late by seconds. */
    public static final int MOST_RACED_AN_HOUR = 32;

    /** Of all collections in a day; races are the signer's to cap. */
    public static final int MOST_A_DAY = 64;

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("UNPUBLISHED_SIGNATURE"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.JOURNAL),
                    Stream.concat(
                                    AttackCell.of(List.of(C8), A3, A4, A11).stream(),
                                    AttackCell.of(List.of(C10), A3, A11).stream())
                            .toList(),
                    Playbook.P7,
                    "More was signed and never published than crashes explain.");

    UnpublishedSignature() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /**
     * How many are explained so far, with this one.
     *
     * @param inHour of its collection and hour, of the same kind: raced, or all others
     * @param inDay of all collections and its day, but for those raced
     */
    public record Tally(int inHour, int inDay) {}

    /** Speaks once for each stretch: of the one that is one too many. */
    public Optional<Clue> judge(Orphan orphan, Explanation explanation, Tally tally) {
        boolean raced = explanation == Explanation.RACED;
        int most = raced ? MOST_RACED_AN_HOUR : MOST_AN_HOUR;
        if (tally.inHour() == most + 1) {
            return Optional.of(clue(orphan, explanation).fact("inHour", tally.inHour()));
        }
        return !raced && tally.inDay() == MOST_A_DAY + 1
                ? Optional.of(clue(orphan, explanation).fact("inDay", tally.inDay()))
                : Optional.empty();
    }

    private static Clue clue(Orphan orphan, Explanation explanation) {
        Journalled lost = orphan.journalled();
        return Clue.from(
                        new Exhibit.JournalEntry(lost.entry()),
                        new Exhibit.Payload(orphan.payload()))
                .fact("role", lost.place().role())
                .fact("version", orphan.version())
                .fact("signed", lost.at())
                .fact("usableUntil", lost.expires())
                .fact("explained", explanation);
    }
}
