package dev.tabellion.server.imports;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
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

    private record Row(
            String id,
            String gun,
            String role,
            String algorithm,
            boolean used,
            String alias,
            Bytes publicHalf,
            Bytes sealed) {
        NotaryKey key() {
            return new NotaryKey(
                    new KeyId(id),
                    new Gun(gun),
                    new RoleName(role),
                    new PublicKey(algorithm, publicHalf),
                    used,
                    alias,
                    sealed);
        }
    }

    static NotarySignerTable read(NotaryRows rows) {
        List<NotaryKey> keys = new ArrayList<>();
        List<String> unbound = new ArrayList<>();
        for (Row row :
                rows.read(
                        "select key_id, gun, role, algorithm, last_used is not null as used,"
                                + " passphrase_alias, public, private from private_keys where deleted_at is null order by id",
                        row ->
                                new Row(
                                        row.getString("key_id"),
                                        row.getString("gun"),
                                        row.getString("role"),
                                        row.getString("algorithm"),
                                        row.getBoolean("used"),
                                        row.getString("passphrase_alias"),
                                        Bytes.of(row.getBytes("public")),
                                        Bytes.of(row.getBytes("private"))))) {
            if (Gun.isValid(row.gun) && RoleName.isValid(row.role)) {
                keys.add(row.key());
            } else {
                unbound.add(row.id);
            }
        }
        return new NotarySignerTable(keys, unbound);
    }
}
