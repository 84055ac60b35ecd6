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
 * @param retired those that serve no longer, and never will again
 */
record KnownKeys(Map<RoleName, ManagedKey> unused, Set<KeyId> told, Set<KeyId> retired) {
    static final KnownKeys NONE = new KnownKeys(Map.of(), Set.of(), Set.of());

    KnownKeys {
        unused = Map.copyOf(unused);
        told = Set.copyOf(told);
        retired = Set.copyOf(retired);
    }

    @Nullable ManagedKey unused(RoleName role) {
        return unused.get(role);
    }

    boolean isTold(KeyId key) {
        return told.contains(key);
    }

    boolean isRetired(KeyId key) {
        return retired.contains(key);
    }

    KnownKeys with(RoleName role, ManagedKey key) {
        Map<RoleName, ManagedKey> later = new HashMap<>(unused);
        later.put(role, key);
        return new KnownKeys(later, told, retired).having(key.id());
    }

    /** A key was told of that some root names already. */
    KnownKeys having(KeyId key) {
        return new KnownKeys(unused, and(key, told), retired);
    }

    KnownKeys retired(RoleName role, KeyId key) {
        return new KnownKeys(unused, told, and(key, retired)).without(role, key);
    }

    private static Set<KeyId> and(KeyId key, Set<KeyId> keys) {
        Set<KeyId> later = new HashSet<>(keys);
        later.add(key);
        return later;
    }

    private KnownKeys without(RoleName role, KeyId key) {
        ManagedKey waiting = unused.get(role);
        if (waiting == null || !waiting.id().equals(key)) {
            return this;
        }
        Map<RoleName, ManagedKey> later = new HashMap<>(unused);
        later.remove(role);
        return new KnownKeys(later, told, retired);
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
