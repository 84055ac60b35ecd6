package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A9;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C3;
import static dev.tabellion.detection.Capability.C4;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.Set;

/**
 * Others than before sign for a delegation. That signers come and go is usual; that none is left of
 * those who were there is not.
 */
final class DelegationKeysChanged implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DELEGATION_KEYS_CHANGED"),
                    Severity.MEDIUM,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C3, C4, C12), A9),
                    Playbook.P4,
                    "Others than before sign for a delegation.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Targets)) {
            return List.of();
        }
        List<Naming> found =
                Naming.changed(shown, before).stream().filter(Naming::changesKeys).toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Clue clue = Naming.clue(shown, before, found);
        return List.of(
                found.stream().anyMatch(Naming::replacesAll) ? clue : clue.as(Severity.INFO));
    }
}
