package dev.tabellion.tuf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who may sign for a role, and how many of them must. May hold fewer keys than its threshold: such
 * a role can sign nothing, which Notary's clients write when the last key of a delegation goes.
 *
 * @param keys in the order of the document
 * @param repeated ids that the document lists more than once, which makes them no more than one
 */
public record RoleKeys(Map<KeyId, PublicKey> keys, int threshold, Set<KeyId> repeated) {
    public RoleKeys {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        repeated = Set.copyOf(repeated);
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is at least 1, not " + threshold);
        }
    }

    public RoleKeys(Map<KeyId, PublicKey> keys, int threshold) {
        this(keys, threshold, Set.of());
    }

    public List<KeyId> ids() {
        return List.copyOf(keys.keySet());
    }
}
