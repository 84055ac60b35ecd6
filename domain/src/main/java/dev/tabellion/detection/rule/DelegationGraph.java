package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.History;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Who delegates to whom in a view, with a document that is just shown in its place. */
final class DelegationGraph {
    private final Appearance shown;
    private final Targets now;
    private final History view;

    private DelegationGraph(Appearance shown, Targets now, History view) {
        this.shown = shown;
        this.now = now;
        this.view = view;
    }

    /**
     * Null where nothing can be wrong that was not before: the document delegates to the same
     * roles, or only to such as have its name in theirs, to which no other can.
     */
    static @Nullable DelegationGraph changedBy(Appearance shown, History before) {
        if (!(shown.metadata() instanceof Targets now)
                || now.delegations().stream()
                        .allMatch(each -> isBelow(each.name(), shown.role()))) {
            return null;
        }
        Targets last = before.last(shown.role(), Targets.class);
        return last != null && last.delegations().equals(now.delegations())
                ? null
                : new DelegationGraph(shown, now, before);
    }

    private static boolean isBelow(RoleName role, RoleName parent) {
        return parent.equals(role.parent());
    }

    List<Delegation> from(RoleName role) {
        if (role.equals(shown.role())) {
            return now.delegations();
        }
        Targets targets = view.last(role, Targets.class);
        return targets == null ? List.of() : targets.delegations();
    }

    /** To which of its roles others delegate by other keys, and who. */
    Map<RoleName, Set<RoleName>> others() {
        Map<RoleName, RoleKeys> keys = keysBy(now);
        Map<RoleName, Set<RoleName>> others = new TreeMap<>();
        for (RoleName other : view.delegatorsOfAny(keys.keySet())) {
            Targets targets = other.equals(shown.role()) ? null : view.last(other, Targets.class);
            if (targets != null) {
                differing(keys, targets)
                        .forEach(
                                role ->
                                        others.computeIfAbsent(role, _ -> new TreeSet<>())
                                                .add(other));
            }
        }
        return others;
    }

    private static List<RoleName> differing(Map<RoleName, RoleKeys> keys, Targets other) {
        if (other.bins() != null) {
            return keys.keySet().stream()
                    .filter(role -> differs(other.keysOf(role), keys.get(role)))
                    .toList();
        }
        return keysBy(other).entrySet().stream()
                .filter(each -> differs(each.getValue(), keys.get(each.getKey())))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static Map<RoleName, RoleKeys> keysBy(Targets delegator) {
        Map<RoleName, RoleKeys> keys = new HashMap<>();
        delegator.delegations().forEach(each -> keys.putIfAbsent(each.name(), each.keys()));
        return keys;
    }

    private static boolean differs(@Nullable RoleKeys some, @Nullable RoleKeys others) {
        return some != null && others != null && !some.equals(others);
    }
}
