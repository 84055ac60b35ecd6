package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Attack.A8;
import static dev.tabellion.detection.Capability.C2;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A key was made and no root named it within a day: a name that somebody tries, or squats. */
public final class KeyCreatedWithoutRoot implements ReconciliationRule {
    public static final Duration GIVEN = Duration.ofDays(1);

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("KEY_CREATED_WITHOUT_ROOT"),
                    Severity.MEDIUM,
                    Set.of(Input.RECORD, Input.JOURNAL, Input.TIME),
                    AttackCell.of(List.of(C2, C8), A8, A13),
                    Playbook.P8,
                    "A key was made that no root named within a day.");

    KeyCreatedWithoutRoot() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /**
     * @param key one whose time is up
     * @param settled whether a root has named it, or it came with a history that named it once
     */
    public Optional<Clue> judge(BornKey key, boolean settled) {
        return settled
                ? Optional.empty()
                : Optional.of(clue(key).fact("until", key.at().plus(GIVEN)));
    }

    static Clue clue(BornKey key) {
        Clue clue =
                Clue.from(new Exhibit.Key(key.key()), new Exhibit.JournalEntry(key.entry()))
                        .fact("role", key.place().role())
                        .fact("life", key.place().life())
                        .fact("made", key.at());
        return key.by() == null ? clue : clue.fact("by", key.by());
    }
}
