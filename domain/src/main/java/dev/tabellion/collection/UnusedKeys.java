package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The keys made for a role that no root has named yet: at most one for each role. */
record UnusedKeys(Map<RoleName, ManagedKey> byRole) {
    static final UnusedKeys NONE = new UnusedKeys(Map.of());

    UnusedKeys {
        byRole = Map.copyOf(byRole);
    }

    @Nullable ManagedKey of(RoleName role) {
        return byRole.get(role);
    }

    UnusedKeys with(RoleName role, ManagedKey key) {
        Map<RoleName, ManagedKey> later = new HashMap<>(byRole);
        later.put(role, key);
        return new UnusedKeys(later);
    }

    UnusedKeys without(RoleName role, KeyId key) {
        ManagedKey unused = byRole.get(role);
        if (unused == null || !unused.id().equals(key)) {
            return this;
        }
        Map<RoleName, ManagedKey> later = new HashMap<>(byRole);
        later.remove(role);
        return new UnusedKeys(later);
    }

    /** A key that a root names is in use. */
    UnusedKeys after(RoleKeysChanged event) {
        if (!event.delegator().equals(RoleName.ROOT)) {
            return this;
        }
        UnusedKeys later = this;
        for (KeyId key : event.keysAfter()) {
            later = later.without(event.role(), key);
        }
        return later;
    }
}
