package dev.tabellion.signer.policy;

import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.Collections;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The keys made for one life of a collection. Knows nothing of their private halves.
 *
 * @param unused by role, those that no root signed over here has named yet
 * @param retired those that a published root of this life named and a later one dropped
 */
public record HeldKeys(SortedMap<RoleName, SortedSet<KeyId>> unused, SortedSet<KeyId> retired) {
    static final HeldKeys NONE = new HeldKeys(new TreeMap<>(), new TreeSet<>());

    public HeldKeys {
        TreeMap<RoleName, SortedSet<KeyId>> copy = new TreeMap<>();
        unused.forEach(
                (role, keys) ->
                        copy.put(role, Collections.unmodifiableSortedSet(new TreeSet<>(keys))));
        unused = Collections.unmodifiableSortedMap(copy);
        retired = Collections.unmodifiableSortedSet(new TreeSet<>(retired));
    }

    HeldKeys born(RoleName role, KeyId key) {
        TreeMap<RoleName, SortedSet<KeyId>> later = new TreeMap<>(unused);
        TreeSet<KeyId> keys = new TreeSet<>(unusedFor(role));
        keys.add(key);
        later.put(role, keys);
        return new HeldKeys(later, retired);
    }

    HeldKeys named(PinnedRoot root) {
        if (unused.values().stream().allMatch(keys -> Collections.disjoint(keys, root.keys()))) {
            return this;
        }
        TreeMap<RoleName, SortedSet<KeyId>> later = new TreeMap<>();
        unused.forEach(
                (role, keys) -> {
                    TreeSet<KeyId> left = new TreeSet<>(keys);
                    left.removeAll(root.keys());
                    if (!left.isEmpty()) {
                        later.put(role, left);
                    }
                });
        return new HeldKeys(later, retired);
    }

    /** Elsewhere each was named once: those that this root does not name will never be again. */
    HeldKeys allNamedBefore(PinnedRoot root) {
        TreeSet<KeyId> later = new TreeSet<>(retired);
        unused.values().forEach(later::addAll);
        later.removeAll(root.keys());
        return new HeldKeys(new TreeMap<>(), later);
    }

    /** What the root before named and the one after it does not is retired. */
    HeldKeys changed(@Nullable Position before, Position after) {
        TreeSet<KeyId> later = new TreeSet<>(retired);
        if (before != null) {
            later.addAll(before.root().keys());
        }
        // only a ceremony goes back to a root that names what a later one dropped
        later.removeAll(after.root().keys());
        return later.equals(retired) ? this : new HeldKeys(unused, later);
    }

    public SortedSet<KeyId> unusedFor(RoleName role) {
        return unused.getOrDefault(role, Collections.emptySortedSet());
    }
}
