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

/** Somebody new may sign for targets. */
final class DelegationAdded implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DELEGATION_ADDED"),
                    Severity.INFO,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C3, C4, C12), A9),
                    Playbook.P4,
                    "A role was delegated to that was not before.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Targets) || before.shown(shown.role()) == null) {
            return List.of(); // in a first document everything is new
        }
        List<Naming> added =
                Naming.changed(shown, before).stream()
                        .filter(naming -> naming.before() == null)
                        .toList();
        return added.isEmpty() ? List.of() : List.of(Naming.clue(shown, before, added));
    }
}
