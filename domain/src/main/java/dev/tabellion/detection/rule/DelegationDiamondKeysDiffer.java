package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A9;
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
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Two delegate to one role by different keys: clients that remember a role by its name alone take
 * what one vouches for as if the other did.
 */
final class DelegationDiamondKeysDiffer implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DELEGATION_DIAMOND_KEYS_DIFFER"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C3, C4), A9),
                    Playbook.P4,
                    "Two roles delegate to a third by different keys.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        DelegationGraph graph = DelegationGraph.changedBy(shown, before);
        if (graph == null) {
            return List.of();
        }
        Map<RoleName, Set<RoleName>> diamonds = graph.others();
        return diamonds.isEmpty()
                ? List.of()
                : List.of(
                        Delegations.clue(shown, before, diamonds.keySet())
                                .fact("others", diamonds.values()));
    }
}
