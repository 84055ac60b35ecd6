package dev.tabellion.keyusage;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Attack.A8;
import static dev.tabellion.detection.Capability.C13;

import dev.tabellion.collection.KeyPlace;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.Exhibit;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.KeyId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A key of the server's was to be replaced and no root followed: whoever began has forgotten it, or
 * was not who they said they were.
 */
public final class KeyRotatedUnpublished implements ReconciliationRule {
    public static final Duration GIVEN = Duration.ofDays(3);

    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("KEY_ROTATED_UNPUBLISHED"),
                    Severity.HIGH,
                    Set.of(Input.RECORD, Input.TIME),
                    AttackCell.of(List.of(C13), A8, A13),
                    Playbook.P8,
                    "A key was to be replaced, and no root named its successor.");

    KeyRotatedUnpublished() {}

    @Override
    public RuleCard card() {
        return CARD;
    }

    /** A successor whose time is up. */
    public record Staged(KeyId key, KeyPlace place, long leaf, Instant at) {}

    /**
     * @param settled whether a root has named it, or it was given up
     */
    public Optional<Clue> judge(Staged staged, boolean settled) {
        return settled ? Optional.empty() : Optional.of(clue(staged));
    }

    private static Clue clue(Staged staged) {
        return Clue.from(new Exhibit.Key(staged.key()), new Exhibit.Leaf(staged.leaf()))
                .fact("role", staged.place().role())
                .fact("life", staged.place().life())
                .fact("staged", staged.at())
                .fact("until", staged.at().plus(GIVEN));
    }
}
