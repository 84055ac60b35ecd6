package dev.tabellion.detection;

import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Targets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Who delegates to whom in a view. Does not look at signatures: what is shown was believed. */
record Delegators(History view) {

    SortedMap<RoleName, Delegator> of(RoleName role) {
        SortedMap<RoleName, Delegator> all = new TreeMap<>();
        if (role.isTopLevel()) {
            Root root = view.root();
            if (root != null) {
                all.put(RoleName.ROOT, root);
            }
            return all;
        }
        possible(role)
                .forEach(
                        each -> {
                            Targets targets = delegating(each, role);
                            if (targets != null) {
                                all.put(each, targets);
                            }
                        });
        return all;
    }

    private Stream<RoleName> possible(RoleName role) {
        Dialect dialect = view.dossier().dialect();
        RoleName parent = role.parent();
        return dialect != null && dialect.delegatesByName()
                ? Stream.ofNullable(parent)
                : view.dossier().shown().keySet().stream().filter(RoleName::isTargets);
    }

    private @Nullable Targets delegating(RoleName delegator, RoleName role) {
        Targets targets = view.last(delegator, Targets.class);
        return targets != null && targets.keysOf(role) != null ? targets : null;
    }
}
