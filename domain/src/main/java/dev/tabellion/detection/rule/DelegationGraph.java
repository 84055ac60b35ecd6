package dev.tabellion.detection.rule;

import dev.tabellion.detection.Appearance;
import dev.tabellion.detection.History;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Targets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** Who else delegates to the role, by other keys. */
    Set<RoleName> othersFor(RoleName role) {
        RoleKeys keys = now.keysOf(role);
        return view.dossier().shown().keySet().stream()
                .filter(RoleName::isTargets)
                .filter(other -> !other.equals(shown.role()))
                .filter(other -> differs(keysBy(other, role), keys))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private @Nullable RoleKeys keysBy(RoleName delegator, RoleName role) {
        Targets targets = view.last(delegator, Targets.class);
        return targets == null ? null : targets.keysOf(role);
    }

    private static boolean differs(@Nullable RoleKeys some, @Nullable RoleKeys others) {
        return some != null && others != null && !some.equals(others);
    }
}
