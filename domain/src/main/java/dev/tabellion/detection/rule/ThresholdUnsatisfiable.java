package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A13;
import static dev.tabellion.detection.Capability.C12;
import static dev.tabellion.detection.Capability.C4;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnDocument;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Holders;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.tuf.RoleKeys;
import java.util.List;
import java.util.Set;

/**
 * A role asks for more signatures than it has holders of keys: nobody can sign it any more. Quiet
 * about a delegation without any key, which is how Notary's clients take the last one away.
 */
final class ThresholdUnsatisfiable implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("THRESHOLD_UNSATISFIABLE"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C4, C12), A13),
                    Playbook.P3,
                    "A role asks for more signatures than there are holders of its keys.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        List<Naming> found =
                Naming.changed(shown, before).stream()
                        .filter(ThresholdUnsatisfiable::isUnsatisfiable)
                        .toList();
        return found.isEmpty() ? List.of() : List.of(Naming.clue(shown, before, found));
    }

    private static boolean isUnsatisfiable(Naming naming) {
        RoleKeys keys = naming.now();
        boolean emptied = keys.keys().isEmpty() && !naming.role().isTopLevel();
        return !emptied && Holders.count(keys) < keys.threshold();
    }
}
