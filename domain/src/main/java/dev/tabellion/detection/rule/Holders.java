package dev.tabellion.detection.rule;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.verify.KeyMaterial;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose keys they are, whatever they are called and however often they are listed. */
final class Holders {
    private Holders() {}

    /** Each key once; one that cannot be decoded counts as what it says it is. */
    static Set<Object> of(RoleKeys keys) {
        return keys.keys().values().stream().map(Holders::material).collect(Collectors.toSet());
    }

    /** How many can sign. */
    static int count(RoleKeys keys) {
        return keys.keys().size() < 2 ? keys.keys().size() : of(keys).size();
    }

    private static Object material(PublicKey key) {
        Bytes material = KeyMaterial.of(key);
        return material == null ? key : material;
    }
}
