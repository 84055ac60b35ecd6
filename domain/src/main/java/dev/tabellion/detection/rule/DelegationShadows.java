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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A role was put, or moved, before an older one whose targets it speaks for, too: whoever asks for
 * them now gets its answer first. Clients that write honestly add at the end.
 */
final class DelegationShadows implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("DELEGATION_SHADOWS"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C4, C12), A9),
                    Playbook.P3,
                    "A role was put before an older one that speaks for the same targets.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        Delegations delegations = Delegations.changed(shown, before);
        if (delegations == null) {
            return List.of();
        }
        Map<RoleName, Integer> ranks = ranks(delegations.before());
        Set<RoleName> shadowed = new TreeSet<>();
        List<Delegation> suspects = new ArrayList<>();
        for (Delegation each : delegations.now()) {
            Delegation old = delegations.before(each.name());
            if (old != null
                    && suspects.stream().anyMatch(s -> shadows(s, each, old, delegations, ranks))) {
                shadowed.add(each.name());
            }
            suspects.add(each);
        }
        return shadowed.isEmpty() ? List.of() : List.of(Delegations.clue(shown, before, shadowed));
    }

    private static Map<RoleName, Integer> ranks(List<Delegation> delegations) {
        Map<RoleName, Integer> ranks = new HashMap<>();
        delegations.forEach(each -> ranks.putIfAbsent(each.name(), ranks.size()));
        return ranks;
    }

    /** What it covers now of what the older one had, and did not cover from before it then. */
    private static boolean shadows(
            Delegation earlier,
            Delegation later,
            Delegation laterThen,
            Delegations delegations,
            Map<RoleName, Integer> ranks) {
        if (earlier.name().equals(later.name()) || !covers(earlier, laterThen)) {
            return false;
        }
        Delegation earlierThen = delegations.before(earlier.name());
        return earlierThen == null
                || ranks.getOrDefault(earlier.name(), 0) > ranks.getOrDefault(later.name(), 0)
                || !covers(earlierThen, laterThen);
    }

    /** A pattern is covered by one that matches its own letters. */
    private static boolean covers(Delegation one, Delegation other) {
        if (one.rule() != other.rule()) {
            return false;
        }
        return switch (one.rule()) {
            case PREFIX, PATTERN -> other.paths().stream().anyMatch(one::speaksFor);
            case HASH_PREFIX ->
                    other.paths().stream()
                            .anyMatch(path -> one.paths().stream().anyMatch(path::startsWith));
        };
    }
}
