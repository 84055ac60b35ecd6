package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
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
 * One key stands under two names in a role, or one name twice: a careless client lets its one
 * holder meet a threshold of two. Where one signature is enough anyway it makes no difference.
 */
final class DuplicateKeyMaterial implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DUPLICATE_KEY_MATERIAL"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C4, C12), A1),
                    Playbook.P6,
                    "One key counts as several for a role.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        List<Naming> found =
                Naming.changed(shown, before).stream()
                        .filter(naming -> hasDuplicates(naming.now()))
                        .toList();
        if (found.isEmpty()) {
            return List.of();
        }
        Clue clue = Naming.clue(shown, before, found);
        boolean matters = found.stream().anyMatch(naming -> naming.now().threshold() > 1);
        return List.of(matters ? clue : clue.as(Severity.INFO));
    }

    private static boolean hasDuplicates(RoleKeys keys) {
        return !keys.repeated().isEmpty() || Holders.count(keys) < keys.keys().size();
    }
}
