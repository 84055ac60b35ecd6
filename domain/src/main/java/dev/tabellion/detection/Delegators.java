package dev.tabellion.detection;

import dev.tabellion.bytes.Sha256;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Targets;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
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

    /** The files of those who delegate to a role, read no further than who they delegate to. */
    SortedMap<RoleName, Sha256> filesOf(RoleName role) {
        SortedMap<RoleName, Sha256> all = new TreeMap<>();
        possible(role)
                .forEach(
                        each -> {
                            Shown last = view.shown(each);
                            if (last != null && view.delegatesOf(each).has(role)) {
                                all.put(each, last.file());
                            }
                        });
        return all;
    }

    /** Whether those who delegated to a role when it was shown last named any of these for it. */
    boolean named(RoleName role, Collection<KeyId> keys) {
        Shown last = view.shown(role);
        return last != null
                && last.delegators().entrySet().stream()
                        .map(then -> view.document(then.getKey(), then.getValue()))
                        .map(then -> then == null ? null : then.metadata())
                        .map(then -> then instanceof Targets by ? by.keysOf(role) : null)
                        .filter(Objects::nonNull)
                        .anyMatch(by -> !Collections.disjoint(by.keys().keySet(), keys));
    }

    /** Who may sign for a role, by the word of each who delegates to it. */
    List<RoleKeys> keysOf(RoleName role) {
        return of(role).values().stream()
                .map(delegator -> delegator.keysOf(role))
                .filter(Objects::nonNull)
                .toList();
    }

    private Stream<RoleName> possible(RoleName role) {
        Dialect dialect = view.dossier().dialect();
        RoleName parent = role.parent();
        return dialect != null && dialect.delegatesByName()
                ? Stream.ofNullable(parent)
                : view.dossier().shown().keySet().stream().filter(RoleName::isTargets);
    }

    /** Reads a document only where it is known to delegate to the role: there may be thousands. */
    private @Nullable Targets delegating(RoleName delegator, RoleName role) {
        return view.delegatesOf(delegator).has(role) ? view.last(delegator, Targets.class) : null;
    }

    /** Takes no longer than to look at each delegation of the view once. */
    Set<RoleName> ofAny(Set<RoleName> roles) {
        return view.dossier().shown().keySet().stream()
                .filter(RoleName::isTargets)
                .filter(delegator -> hasAny(view.delegatesOf(delegator), roles))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of {@code roles} that anybody delegates to. */
    Set<RoleName> delegated(Set<RoleName> roles) {
        Set<RoleName> delegated = new HashSet<>();
        view.dossier().shown().keySet().stream()
                .filter(RoleName::isTargets)
                .map(view::delegatesOf)
                .forEach(
                        each -> {
                            delegated.addAll(each.roles());
                            if (each.bins() != null) {
                                roles.stream().filter(each::has).forEach(delegated::add);
                            }
                        });
        return delegated;
    }

    private static boolean hasAny(Delegates delegates, Set<RoleName> roles) {
        return delegates.bins() == null
                ? !Collections.disjoint(roles, delegates.roles())
                : roles.stream().anyMatch(delegates::has);
    }
}
