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
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Roles delegate to one another in a circle: clients that do not count walk for ever. */
final class DelegationCycle implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DELEGATION_CYCLE"),
                    Severity.MEDIUM,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C3, C4), A9),
                    Playbook.P4,
                    "Roles delegate to one another in a circle.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        DelegationGraph graph = DelegationGraph.changedBy(shown, before);
        return graph != null && leadsBack(shown.role(), graph)
                ? List.of(Delegations.clue(shown, before, List.of(shown.role())))
                : List.of();
    }

    private static boolean leadsBack(RoleName role, DelegationGraph graph) {
        Set<RoleName> seen = new HashSet<>();
        Deque<RoleName> ahead = new ArrayDeque<>(List.of(role));
        while (!ahead.isEmpty()) {
            for (Delegation each : graph.from(ahead.remove())) {
                if (each.name().equals(role)) {
                    return true;
                }
                if (seen.add(each.name())) {
                    ahead.add(each.name());
                }
            }
        }
        return false;
    }
}
