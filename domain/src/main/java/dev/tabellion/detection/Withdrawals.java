package dev.tabellion.detection;

import dev.tabellion.tuf.Delegator;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Signed;
import dev.tabellion.tuf.Targets;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which keys a document takes from roles, and gives back to them. */
final class Withdrawals {
    private Withdrawals() {}

    static Dossier after(History history, Appearance shown, Delegator now) {
        Shown last = history.shown(shown.role());
        Signed<?> document = history.document(shown.role());
        if (last == null
                || document == null
                || !(document.metadata() instanceof Delegator before)) {
            return history.dossier();
        }
        SortedMap<RoleName, SortedMap<KeyId, Revoked>> all =
                new TreeMap<>(history.dossier().revoked());
        Map<RoleName, RoleKeys> still = rolesOf(now);
        rolesOf(before)
                .forEach(
                        (role, keys) -> {
                            RoleKeys kept = still.get(role);
                            Revoked gone =
                                    new Revoked(shown.role(), last.file(), shown.entry().leaf());
                            keys.keys().keySet().stream()
                                    .filter(id -> kept == null || !kept.keys().containsKey(id))
                                    .forEach(id -> revoke(all, role, id, gone));
                        });
        still.forEach((role, keys) -> restored(all, role, keys));
        return history.dossier().with(history.dossier().repository().withRevoked(all));
    }

    private static Map<RoleName, RoleKeys> rolesOf(Delegator delegator) {
        return switch (delegator) {
            case Root root -> root.roles();
            case Targets targets -> {
                Map<RoleName, RoleKeys> roles = new HashMap<>();
                targets.delegations().forEach(d -> roles.putIfAbsent(d.name(), d.keys()));
                yield roles;
            }
        };
    }

    private static void revoke(
            SortedMap<RoleName, SortedMap<KeyId, Revoked>> all,
            RoleName role,
            KeyId id,
            Revoked gone) {
        SortedMap<KeyId, Revoked> keys = copy(all.get(role));
        keys.put(id, gone);
        if (keys.size() > Dossier.MOST_REVOKED) {
            keys.remove(
                    keys.entrySet().stream()
                            .min(
                                    Map.Entry.comparingByValue(
                                            Comparator.comparingLong(Revoked::leaf)))
                            .orElseThrow()
                            .getKey());
        }
        all.put(role, keys);
    }

    private static void restored(
            SortedMap<RoleName, SortedMap<KeyId, Revoked>> all, RoleName role, RoleKeys keys) {
        if (!all.containsKey(role)) {
            return;
        }
        SortedMap<KeyId, Revoked> gone = copy(all.get(role));
        if (gone.keySet().removeAll(keys.keys().keySet())) {
            all.put(role, gone);
        }
    }

    private static SortedMap<KeyId, Revoked> copy(@Nullable SortedMap<KeyId, Revoked> keys) {
        return keys == null ? new TreeMap<>() : new TreeMap<>(keys);
    }
}
