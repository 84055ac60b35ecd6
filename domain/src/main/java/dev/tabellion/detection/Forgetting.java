package dev.tabellion.detection;

import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Of roles that nobody delegates to any more only those are remembered that were heard of last:
 * whoever adds roles and drops them again must not make what is remembered grow.
 */
final class Forgetting {
    private Forgetting() {}

    static Dossier in(History view) {
        Dossier all = view.dossier();
        Set<RoleName> known = new HashSet<>(all.shown().keySet());
        known.addAll(all.revoked().keySet());
        known.removeIf(RoleName::isTopLevel);
        if (known.size() <= Dossier.MOST_FORMER) {
            return all; // as nearly always: not worth asking who they are
        }
        known.removeAll(new Delegators(view).delegated(known));
        return known.size() <= Dossier.MOST_FORMER ? all : without(eldest(known, all), all);
    }

    private static List<RoleName> eldest(Set<RoleName> former, Dossier all) {
        List<RoleName> ordered = new ArrayList<>(former);
        ordered.sort(
                Comparator.comparingLong((RoleName role) -> lastHeard(role, all))
                        .thenComparing(Comparator.naturalOrder()));
        return ordered.subList(0, ordered.size() - Dossier.MOST_FORMER);
    }

    private static long lastHeard(RoleName role, Dossier all) {
        Shown shown = all.shown().get(role);
        long heard = shown == null ? 0 : shown.leaf();
        SortedMap<?, Revoked> revoked = all.revoked().get(role);
        return revoked == null
                ? heard
                : revoked.values().stream().mapToLong(Revoked::leaf).reduce(heard, Math::max);
    }

    private static Dossier without(List<RoleName> roles, Dossier all) {
        var shown = new TreeMap<>(all.shown());
        var revoked = new TreeMap<>(all.revoked());
        roles.forEach(shown::remove);
        roles.forEach(revoked::remove);
        return all.with(all.repository().without(shown, revoked));
    }
}
