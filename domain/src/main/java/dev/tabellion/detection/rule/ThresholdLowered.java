package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A10;
import static dev.tabellion.detection.Capability.C12;

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
import dev.tabellion.tuf.RoleKeys;
import java.util.List;
import java.util.Set;

/** Fewer signatures than before are enough for a role. */
final class ThresholdLowered implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("THRESHOLD_LOWERED"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C12), A10),
                    Playbook.P6,
                    "Fewer signatures than before are enough for a role.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        List<Naming> found =
                Naming.changed(shown, before).stream().filter(ThresholdLowered::isLower).toList();
        return found.isEmpty() ? List.of() : List.of(Naming.clue(shown, before, found));
    }

    private static boolean isLower(Naming naming) {
        RoleKeys before = naming.before();
        return before != null && naming.now().threshold() < before.threshold();
    }
}
