package dev.tabellion.collection;

import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the server's that the running life has told of.
 *
 * @param unused those that no root has named yet: at most one for each role
 * @param told all of them, those that serve no longer too
 */
record KnownKeys(Map<RoleName, ManagedKey> unused, Set<KeyId> told) {
    static final KnownKeys NONE = new KnownKeys(Map.of(), Set.of());

    KnownKeys {
        unused = Map.copyOf(unused);
        told = Set.copyOf(told);
    }

    @Nullable ManagedKey unused(RoleName role) {
        return unused.get(role);
    }

    boolean isTold(KeyId key) {
        return told.contains(key);
    }

    KnownKeys with(RoleName role, ManagedKey key) {
        Map<RoleName, ManagedKey> later = new HashMap<>(unused);
        later.put(role, key);
        return new KnownKeys(later, told).having(key.id());
    }

    /** A key was told of that some root names already. */
    KnownKeys having(KeyId key) {
        Set<KeyId> later = new HashSet<>(told);
        later.add(key);
        return new KnownKeys(unused, later);
    }

    KnownKeys without(RoleName role, KeyId key) {
        ManagedKey waiting = unused.get(role);
        if (waiting == null || !waiting.id().equals(key)) {
            return this;
        }
        Map<RoleName, ManagedKey> later = new HashMap<>(unused);
        later.remove(role);
        return new KnownKeys(later, told);
    }

    /** A key that a root names is in use. */
    KnownKeys after(RoleKeysChanged event) {
        if (!event.delegator().equals(RoleName.ROOT)) {
            return this;
        }
        KnownKeys later = this;
        for (KeyId key : event.keysAfter()) {
            later = later.without(event.role(), key);
        }
        return later;
    }
}
