package dev.tabellion.tuf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Who may sign for a role, and how many of them must. May hold fewer keys than its threshold: such
 * a role can sign nothing, which Notary's clients write when the last key of a delegation goes.
 *
 * @param keys in the order of the document
 */
public record RoleKeys(Map<KeyId, PublicKey> keys, int threshold) {
    public RoleKeys {
        keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
        if (threshold < 1) {
            throw new IllegalArgumentException("a threshold is at least 1, not " + threshold);
        }
    }

    public List<KeyId> ids() {
        return List.copyOf(keys.keySet());
    }
}
