package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A1;
import static dev.tabellion.detection.Capability.C0;
import static dev.tabellion.detection.Capability.C10;
import static dev.tabellion.detection.Capability.C8;

import dev.tabellion.detection.AttackCell;
import dev.tabellion.detection.Clue;
import dev.tabellion.detection.DetectionRule.OnSight;
import dev.tabellion.detection.History;
import dev.tabellion.detection.Input;
import dev.tabellion.detection.Playbook;
import dev.tabellion.detection.RuleCard;
import dev.tabellion.detection.RuleName;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Sight;
import java.util.List;
import java.util.Set;

/** A document of another role in a role's place: who checks only signatures takes it for that. */
final class TypeMismatch implements OnSight {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("TYPE_MISMATCH"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC, Input.WITNESSES),
                    AttackCell.of(List.of(C0, C8, C10), A1),
                    Playbook.P7,
                    "A document of another kind stands in the place of a role.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Sight sight, History before) {
        String problem = sight.problem();
        return problem != null && problem.contains("_type: must be")
                ? List.of(sight.clue().fact("problem", problem))
                : List.of();
    }
}
