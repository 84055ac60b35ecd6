package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A9;
import static dev.tabellion.detection.Capability.C3;

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
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.SuccinctRoles;
import dev.tabellion.tuf.Targets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A role speaks of targets that nobody entrusted to it, by every way from the top. Clients do not
 * listen; somebody tries, or believes to have published.
 */
final class TargetOutsideDelegation implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("TARGET_OUTSIDE_DELEGATION"),
                    Severity.MEDIUM,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C3), A9),
                    Playbook.P4,
                    "A role speaks of targets that were not entrusted to it.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        if (shown.role().isTopLevel()) {
            return List.of();
        }
        Set<String> paths = before.news().keySet();
        if (paths.isEmpty() || before.delegatorsOf(shown.role()).isEmpty()) {
            return List.of();
        }
        Ways ways = new Ways(before);
        List<String> outside =
                paths.stream()
                        .filter(path -> !ways.lead(shown.role(), path, new HashSet<>()))
                        .toList();
        if (ways.effort.isSpent()) {
            return List.of(
                    shown.clue().fact("unlooked", "too many paths, or too long, to look at all"));
        }
        return outside.isEmpty() ? List.of() : List.of(TargetNews.clue(shown, outside));
    }

    /** From the top to a role; each document on them is looked up once. */
    private static final class Ways {
        private final History view;
        private final Map<RoleName, Map<RoleName, Delegator>> delegators = new HashMap<>();
        private final Effort effort = new Effort();

        Ways(History view) {
            this.view = view;
        }

        boolean lead(RoleName role, String path, Set<RoleName> asked) {
            if (role.equals(RoleName.TARGETS) || effort.isSpent()) {
                return true;
            }
            return asked.add(role)
                    && delegators.computeIfAbsent(role, view::delegatorsOf).entrySet().stream()
                            .filter(e -> speaksFor((Targets) e.getValue(), role, path))
                            .anyMatch(e -> lead(e.getKey(), path, asked));
        }

        private boolean speaksFor(Targets delegator, RoleName role, String path) {
            SuccinctRoles bins = delegator.bins();
            return bins != null
                    ? bins.binFor(path).equals(role)
                    : delegator.delegations().stream()
                            .filter(each -> each.name().equals(role))
                            .anyMatch(each -> effort.isLeftFor(each, path) && each.speaksFor(path));
        }
    }
}
