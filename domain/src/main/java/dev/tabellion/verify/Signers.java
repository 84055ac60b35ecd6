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
        file.signatures().forEach(signature -> signatures.put(signature.keyId(), signature));
        List<KeyId> valid = new ArrayList<>();
        Set<Bytes> counted = new HashSet<>();
        for (Map.Entry<KeyId, PublicKey> entry : role.keys().entrySet()) {
            Signature signature = signatures.get(entry.getKey());
            if (signature == null || !check.verifies(entry.getValue(), signature, file.payload())) {
                continue;
            }
            if (counted.add(KeyMaterial.of(entry.getValue()))) {
                valid.add(entry.getKey());
            }
        }
        return new Signers(valid, role.threshold());
    }

    public boolean meetThreshold() {
        return valid.size() >= threshold;
    }
}
