package dev.tabellion.server.imports;

import dev.tabellion.collection.Gun;
import dev.tabellion.server.imports.NotaryStore.StoredKey;
import dev.tabellion.signer.notary.NotaryKey;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.util.ArrayList;
import java.util.List;

/**
 * The table of a Notary's signer, {@code private_keys}.
 *
 * @param keys in the order of their birth
 * @param unbound keys whose row names no collection or role: of a Notary before 0.5
 */
record NotarySignerTable(List<NotaryKey> keys, List<String> unbound) {
    NotarySignerTable {
        keys = List.copyOf(keys);
        unbound = List.copyOf(unbound);
    }

    static NotarySignerTable read(NotaryStore store) {
        List<NotaryKey> keys = new ArrayList<>();
        List<String> unbound = new ArrayList<>();
        for (StoredKey row : store.keys()) {
            if (Gun.isValid(row.gun()) && RoleName.isValid(row.role())) {
                keys.add(key(row));
            } else {
                unbound.add(row.id());
            }
        }
        return new NotarySignerTable(keys, unbound);
    }

    private static NotaryKey key(StoredKey row) {
        return new NotaryKey(
                new KeyId(row.id()),
                new Gun(row.gun()),
                new RoleName(row.role()),
                new PublicKey(row.algorithm(), row.publicHalf()),
                row.used(),
                row.alias(),
                row.sealed());
    }
}
