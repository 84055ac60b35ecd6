package dev.tabellion.signer;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The signer's tables, under the signer's database role. Rows are added and read, never changed.
 * Each call is durable when it returns.
 */
final class KeyTable {
    private static final String COLUMNS =
            "key_id, key_type, public_key, material, gun, life, role, private_key";

    private final JdbcTemplate database;

    KeyTable(DataSource signerDataSource) {
        this.database = new JdbcTemplate(signerDataSource);
    }

    void add(StoredKey stored) {
        database.update(
                "insert into signer.managed_key (" + COLUMNS + ") values (?,?,?,?,?,?,?,?)",
                stored.key().id().value(),
                stored.key().key().type(),
                stored.key().key().value().toArray(),
                stored.material().bytes().toArray(),
                stored.place().gun().value(),
                stored.place().life(),
                stored.place().role().value(),
                stored.encryptedPrivateKey().toArray());
    }

    @Nullable StoredKey byId(KeyId id) {
        return one("key_id = ?", id.value());
    }

    @Nullable StoredKey byMaterial(Sha256 material) {
        return one("material = ?", material.bytes().toArray());
    }

    /** The first of a new thousand of numbers, never given before. */
    long nextThousand() {
        Long first = database.queryForObject("select nextval('signer.journal_entry')", Long.class);
        if (first == null) {
            throw new IllegalStateException("the sequence signer.journal_entry gave no number");
        }
        return first;
    }

    /**
     * Writes the check of the key-encryption key if there is none yet; gives the one that holds.
     */
    Check checkOr(Check fresh) {
        database.update(
                "insert into signer.key_encryption_check (salt, code) values (?, ?)"
                        + " on conflict do nothing",
                fresh.salt().toArray(),
                fresh.code().toArray());
        return database.query(
                        "select salt, code from signer.key_encryption_check",
                        (row, _) -> new Check(bytes(row, "salt"), bytes(row, "code")))
                .getFirst();
    }

    /** Salt, and the code that the right key-encryption key yields for it. */
    record Check(Bytes salt, Bytes code) {}

    private @Nullable StoredKey one(String where, Object value) {
        return database
                .query(
                        "select " + COLUMNS + " from signer.managed_key where " + where,
                        (row, _) -> stored(row),
                        value)
                .stream()
                .findFirst()
                .orElse(null);
    }

    private static StoredKey stored(ResultSet row) throws SQLException {
        PublicKey key = new PublicKey(row.getString("key_type"), bytes(row, "public_key"));
        KeyPlace place =
                new KeyPlace(
                        new Gun(row.getString("gun")),
                        row.getInt("life"),
                        new RoleName(row.getString("role")));
        return new StoredKey(
                new ManagedKey(new KeyId(row.getString("key_id")), key),
                Sha256.raw(bytes(row, "material")),
                place,
                bytes(row, "private_key"));
    }

    private static Bytes bytes(ResultSet row, String column) throws SQLException {
        return Bytes.of(row.getBytes(column));
    }
}
