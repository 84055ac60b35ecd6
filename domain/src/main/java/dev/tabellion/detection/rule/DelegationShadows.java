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
import dev.tabellion.tuf.PathRule;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

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
        Effort effort = new Effort();
        Set<RoleName> shadowed = shadowed(delegations, effort);
        if (effort.isSpent()) {
            return List.of(
                    Delegations.clue(shown, before, shadowed)
                            .fact("unlooked", "too many paths, or too long, to look at them all")
                            .as(shadowed.isEmpty() ? Severity.HIGH : Severity.CRITICAL));
        }
        return shadowed.isEmpty() ? List.of() : List.of(Delegations.clue(shown, before, shadowed));
    }

    private static Set<RoleName> shadowed(Delegations delegations, Effort effort) {
        Map<RoleName, Integer> ranks = ranks(delegations.before().keySet());
        Set<RoleName> shadowed = new TreeSet<>();
        List<Delegation> fresh = new ArrayList<>();
        NavigableMap<Integer, Delegation> settled = new TreeMap<>();
        for (Delegation each : delegations.now()) {
            if (effort.isSpent()) {
                return shadowed;
            }
            Delegation old = delegations.before(each.name());
            Integer rank = ranks.get(each.name());
            if (old != null && rank != null) {
                // what was before it already, and speaks for the same as it did, shadows nothing
                Stream<Delegation> suspects =
                        Stream.concat(
                                fresh.stream(), settled.tailMap(rank, false).values().stream());
                if (suspects.takeWhile(_ -> !effort.isSpent())
                        .anyMatch(earlier -> shadows(earlier, old, delegations, ranks, effort))) {
                    shadowed.add(each.name());
                }
            }
            if (old != null && rank != null && isSame(old, each)) {
                settled.put(rank, each);
            } else {
                fresh.add(each);
            }
        }
        return shadowed;
    }

    private static Map<RoleName, Integer> ranks(Set<RoleName> before) {
        Map<RoleName, Integer> ranks = new HashMap<>();
        before.forEach(each -> ranks.put(each, ranks.size()));
        return ranks;
    }

    private static boolean isSame(Delegation old, Delegation now) {
        return old.rule() == now.rule() && old.paths().equals(now.paths());
    }

    /** What it covers now of what the older one had, and did not cover from before it then. */
    private static boolean shadows(
            Delegation earlier,
            Delegation laterThen,
            Delegations delegations,
            Map<RoleName, Integer> ranks,
            Effort effort) {
        if (earlier.name().equals(laterThen.name()) || !covers(earlier, laterThen, effort)) {
            return false;
        }
        Delegation earlierThen = delegations.before(earlier.name());
        return earlierThen == null
                || ranks.getOrDefault(earlier.name(), 0) > ranks.getOrDefault(laterThen.name(), 0)
                || !covers(earlierThen, laterThen, effort);
    }

    /** A pattern is covered by one that matches its own letters. */
    private static boolean covers(Delegation one, Delegation other, Effort effort) {
        if (one.rule() != other.rule()) {
            return false;
        }
        for (String path : other.paths()) {
            if (!effort.isLeftFor(one, path)) {
                return false;
            }
            boolean covered =
                    one.rule() == PathRule.HASH_PREFIX
                            ? one.paths().stream().anyMatch(path::startsWith)
                            : one.speaksFor(path);
            if (covered) {
                return true;
            }
        }
        return false;
    }
}
