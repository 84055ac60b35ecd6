package dev.tabellion.detection;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.verify.KeyMaterial;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Whose keys they are, whatever they are called and however often they are listed. */
public final class Holders {
    private Holders() {}

    /** Each key once; one that cannot be decoded counts as what it says it is. */
    public static Set<Object> of(RoleKeys keys) {
        return keys.keys().values().stream().map(Holders::material).collect(Collectors.toSet());
    }

    /** How many can sign. */
    public static int count(RoleKeys keys) {
        return keys.keys().size() < 2 ? keys.keys().size() : of(keys).size();
    }

    /** Whether these are enough of those who may decide. */
    public static boolean decide(RoleKeys deciding, Collection<KeyId> signed) {
        Map<KeyId, PublicKey> did = new LinkedHashMap<>(deciding.keys());
        did.keySet().retainAll(signed);
        return count(new RoleKeys(did, deciding.threshold())) >= deciding.threshold();
    }

    private static Object material(PublicKey key) {
        Bytes material = KeyMaterial.of(key);
        return material == null ? key : material;
    }
}
