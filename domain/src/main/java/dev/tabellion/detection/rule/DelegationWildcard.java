package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A9;
import static dev.tabellion.detection.Capability.C12;
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
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A delegation speaks for everything. Docker's trust gives every signer every path, so in Notary's
 * dialect it says nothing.
 */
final class DelegationWildcard implements OnDocument {
    private static final Set<String> EVERYTHING = Set.of("", "*", "**");
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DELEGATION_WILDCARD"),
                    Severity.HIGH,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C4, C12), A9),
                    Playbook.P3,
                    "A delegation speaks for everything.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Targets now)
                || Customs.of(shown.dialect()).delegatesEverything()) {
            return List.of();
        }
        Set<RoleName> found = wildcards(now);
        Targets last = found.isEmpty() ? null : before.last(shown.role(), Targets.class);
        if (last != null) {
            found.removeAll(wildcards(last));
        }
        return found.isEmpty() ? List.of() : List.of(Delegations.clue(shown, before, found));
    }

    private static Set<RoleName> wildcards(Targets targets) {
        return targets.delegations().stream()
                .filter(each -> each.paths().stream().anyMatch(EVERYTHING::contains))
                .map(Delegation::name)
                .collect(Collectors.toSet());
    }
}
