package dev.tabellion.detection.rule;

import static dev.tabellion.detection.Attack.A10;
import static dev.tabellion.detection.Capability.C12;

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
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A key that a machine holds may sign what people should decide on: a timestamp's, or another of
 * the server's, in root or targets or a delegation. That the same people sign root and targets is
 * usual, and that one machine signs snapshots and timestamps is, too.
 */
final class KeySharedBetweenRoles implements OnDocument {
    private static final RuleCard CARD =
            new RuleCard(
                    new RuleName("KEY_SHARED_BETWEEN_ROLES"),
                    Severity.CRITICAL,
                    Set.of(Input.PUBLIC),
                    AttackCell.of(List.of(C12), A10),
                    Playbook.P6,
                    "A key that a machine holds may sign what people decide on.");

    @Override
    public RuleCard card() {
        return CARD;
    }

    private static final List<Pair> PAIRS =
            List.of(
                    new Pair(RoleName.TIMESTAMP, RoleName.ROOT),
                    new Pair(RoleName.TIMESTAMP, RoleName.TARGETS),
                    new Pair(RoleName.SNAPSHOT, RoleName.ROOT),
                    new Pair(RoleName.SNAPSHOT, RoleName.TARGETS),
                    new Pair(RoleName.ROOT, RoleName.TARGETS));

    private record Pair(RoleName one, RoleName other) {}

    @Override
    public List<Clue> judge(Appearance shown, History before) {
        List<Naming> changed = Naming.changed(shown, before);
        if (changed.isEmpty()) {
            return List.of();
        }
        return shown.metadata() instanceof Root root
                ? ofRoot(shown, root, before)
                : ofDelegations(shown, changed, before);
    }

    private static List<Clue> ofRoot(Appearance shown, Root root, History before) {
        Set<Pair> pairs = shared(root);
        Root last = before.root();
        if (last != null) {
            pairs.removeAll(shared(last));
        }
        if (pairs.isEmpty()) {
            return List.of();
        }
        Clue clue = Naming.clue(shown, before, List.of());
        for (Pair pair : pairs) {
            clue = clue.fact(pair.other() + " and " + pair.one(), "have a key in common");
        }
        boolean online = pairs.stream().anyMatch(pair -> isOnline(pair.one(), root, before));
        return List.of(online ? clue : clue.as(Severity.INFO));
    }

    private static Set<Pair> shared(Root root) {
        return PAIRS.stream()
                .filter(pair -> overlap(root.topLevel(pair.one()), root.topLevel(pair.other())))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * A machine signs alone: timestamps, and snapshots where it is ours or the same one. Where
     * several must sign, people do.
     */
    private static boolean isOnline(RoleName role, Root root, History before) {
        RoleKeys keys = root.topLevel(role);
        if (keys.threshold() > 1) {
            return false;
        }
        return role.equals(RoleName.TIMESTAMP)
                || keys.ids().stream().anyMatch(id -> before.dossier().managed().containsKey(id))
                || (role.equals(RoleName.SNAPSHOT)
                        && overlap(keys, root.topLevel(RoleName.TIMESTAMP)));
    }

    private static List<Clue> ofDelegations(
            Appearance shown, List<Naming> changed, History before) {
        Root root = before.root();
        if (root == null) {
            return List.of();
        }
        RoleKeys timestamp = root.topLevel(RoleName.TIMESTAMP);
        List<Naming> found =
                changed.stream().filter(naming -> overlap(naming.now(), timestamp)).toList();
        return found.isEmpty() ? List.of() : List.of(Naming.clue(shown, before, found));
    }

    private static boolean overlap(RoleKeys some, RoleKeys others) {
        return !Collections.disjoint(Holders.of(some), Holders.of(others));
    }
}
