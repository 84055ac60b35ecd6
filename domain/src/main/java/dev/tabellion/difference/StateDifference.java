package dev.tabellion.difference;

import dev.tabellion.difference.Change.DelegationAdded;
import dev.tabellion.difference.Change.DelegationRemoved;
import dev.tabellion.difference.Change.ExpiryChanged;
import dev.tabellion.difference.Change.PathsChanged;
import dev.tabellion.difference.Change.RoleAppeared;
import dev.tabellion.difference.Change.RoleGone;
import dev.tabellion.difference.Change.VersionChanged;
import dev.tabellion.tuf.Delegation;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Targets;
import dev.tabellion.tuf.Timestamp;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two states of a collection, role by role in the order of their names.
 * Judges nothing: whether a change was allowed is another question.
 */
public final class StateDifference {
    private StateDifference() {}

    /**
     * @param before each role's document at the one time
     * @param after at the other
     */
    public static List<Change> between(
            SortedMap<RoleName, Metadata> before, SortedMap<RoleName, Metadata> after) {
        TreeSet<RoleName> roles = new TreeSet<>(before.keySet());
        roles.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (RoleName role : roles) {
            changes.addAll(ofRole(role, before.get(role), after.get(role)));
        }
        return changes;
    }

    private static List<Change> ofRole(
            RoleName role, @Nullable Metadata before, @Nullable Metadata after) {
        List<Change> changes = new ArrayList<>();
        if (after == null) {
            if (before != null) {
                changes.add(new RoleGone(role, before.version()));
            }
            return changes;
        }
        if (before == null) {
            changes.add(new RoleAppeared(role, after.version()));
        } else {
            dates(role, before, after, changes);
        }
        contents(role, before, after, changes);
        return changes;
    }

    private static void dates(
            RoleName role, Metadata before, Metadata after, List<Change> changes) {
        if (!before.version().equals(after.version())) {
            changes.add(new VersionChanged(role, before.version(), after.version()));
        }
        if (!before.expires().equals(after.expires())) {
            changes.add(new ExpiryChanged(role, before.expires(), after.expires()));
        }
    }

    private static void contents(
            RoleName role, @Nullable Metadata before, Metadata after, List<Change> changes) {
        switch (after) {
            case Root root -> roots(role, before instanceof Root old ? old : null, root, changes);
            case Targets targets -> {
                Targets old = before instanceof Targets t ? t : null;
                delegations(role, old, targets, changes);
                changes.addAll(TargetsDifference.between(role, old, targets));
            }
            case Snapshot _, Timestamp _ -> {} // what they say, the roles' own documents say
        }
    }

    private static void roots(
            RoleName role, @Nullable Root before, Root after, List<Change> changes) {
        new TreeMap<>(after.roles())
                .forEach(
                        (of, keys) ->
                                changes.addAll(
                                        KeysDifference.between(
                                                role,
                                                of,
                                                before == null ? null : before.keysOf(of),
                                                keys)));
    }

    private static void delegations(
            RoleName role, @Nullable Targets before, Targets after, List<Change> changes) {
        Map<RoleName, Delegation> old = byName(before);
        Map<RoleName, Delegation> now = byName(after);
        now.forEach((to, delegation) -> delegation(role, old.get(to), delegation, changes));
        old.keySet().stream()
                .filter(to -> !now.containsKey(to))
                .forEach(to -> changes.add(new DelegationRemoved(role, to)));
    }

    private static void delegation(
            RoleName role, @Nullable Delegation before, Delegation after, List<Change> changes) {
        if (before == null) {
            changes.add(new DelegationAdded(role, after.name(), after.paths()));
        } else if (!before.paths().equals(after.paths())) {
            changes.add(new PathsChanged(role, after.name(), before.paths(), after.paths()));
        }
        changes.addAll(
                KeysDifference.between(
                        role, after.name(), before == null ? null : before.keys(), after.keys()));
    }

    /** A role listed twice counts once, by its first entry. */
    private static Map<RoleName, Delegation> byName(@Nullable Targets targets) {
        Map<RoleName, Delegation> named = new LinkedHashMap<>();
        if (targets != null) {
            targets.delegations().forEach(each -> named.putIfAbsent(each.name(), each));
        }
        return named;
    }
}
