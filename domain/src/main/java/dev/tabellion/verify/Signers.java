package dev.tabellion.verify;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleKeys;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Signed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of a role that validly signed a file: the one loop that counts signatures (TUF
 * specification 4.2.1, 5.3.4).
 *
 * @param valid the ids whose signatures verify, key material counted once
 */
public record Signers(List<KeyId> valid, int threshold) {
    public Signers {
        valid = List.copyOf(valid);
    }

    /** Walks the role's keys, not the file's signatures, so nothing sent can count twice. */
    public static Signers of(Signed<?> file, RoleKeys role, SignatureCheck check) {
        Map<KeyId, Signature> signatures = new HashMap<>();
        // of several under one id the first one is looked at, whatever follows
        file.signatures()
                .forEach(signature -> signatures.putIfAbsent(signature.keyId(), signature));
        Map<KeyId, PublicKey> valid = new LinkedHashMap<>();
        role.keys()
                .forEach(
                        (id, key) -> {
                            Signature signature = signatures.get(id);
                            if (signature != null
                                    && check.verifies(key, signature, file.payload())) {
                                valid.put(id, key);
                            }
                        });
        return new Signers(
                valid.size() > 1 ? distinct(valid) : List.copyOf(valid.keySet()), role.threshold());
    }

    /**
     * The first id of each key: one holder of one key is one signer, whatever the key is called.
     */
    private static List<KeyId> distinct(Map<KeyId, PublicKey> valid) {
        List<KeyId> distinct = new ArrayList<>();
        Set<Bytes> counted = new HashSet<>();
        valid.forEach(
                (id, key) -> {
                    Bytes material = KeyMaterial.of(key);
                    if (material != null && counted.add(material)) {
                        distinct.add(id);
                    }
                });
        return distinct;
    }

    public boolean meetThreshold() {
        return valid.size() >= threshold;
    }
}
