package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.tuf.PublicKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The software vault's tables: private keys sealed under key-encryption keys, and how a
 * key-encryption key is told from others. Never a key in clear, nor anything that helps to guess
 * one.
 */
final class SealedKeys {
    private static final String REGISTERED =
            "select m.material, m.key_type, m.public_key from signer.managed_key m"
                    + " where m.vault = 'software'";

    private final JdbcTemplate database;

    SealedKeys(DataSource signerDataSource) {
        this.database = new JdbcTemplate(signerDataSource);
    }

    /** Adds one sealing of a key; nothing if the key is sealed under that one already. */
    void add(Sha256 material, Sealed sealed) {
        database.update(
                "insert into signer.sealed_key (material, kek, sealed) values (?,?,?)"
                        + " on conflict do nothing",
                material.bytes().toArray(),
                sealed.kek(),
                sealed.bytes().toArray());
    }

    List<Sealed> of(Sha256 material) {
        return database.query(
                "select kek, sealed from signer.sealed_key where material = ?",
                (row, _) -> new Sealed(row.getInt("kek"), bytes(row, "sealed")),
                (Object) material.bytes().toArray());
    }

    /** Those of them of which there is a sealing. */
    Set<Sha256> among(Collection<Sha256> materials) {
        byte[][] raw =
                materials.stream().map(each -> each.bytes().toArray()).toArray(byte[][]::new);
        return Set.copyOf(
                database.query(
                        "select distinct material from signer.sealed_key where material = any(?)",
                        (row, _) -> Sha256.raw(bytes(row, "material")),
                        (Object) raw));
    }

    /** Some registered keys that have no sealing under that number. */
    List<VaultKey> withoutSealingUnder(int kek, int limit) {
        return database.query(
                REGISTERED
                        + " and not exists (select 1 from signer.sealed_key s"
                        + " where s.material = m.material and s.kek = ?)"
                        + " order by m.material limit ?",
                (row, _) -> key(row),
                kek,
                limit);
    }

    /** Every key of the software vault that the register knows. */
    List<VaultKey> registered() {
        return database.query(REGISTERED + " order by m.material", (row, _) -> key(row));
    }

    /** Drops everything sealed under that number, for ever; how many sealings that were. */
    long retire(int kek) {
        Long dropped =
                database.queryForObject(
                        "select signer.retire_key_encryption_key(?)", Long.class, kek);
        return dropped == null ? 0 : dropped;
    }

    private static VaultKey key(ResultSet row) throws SQLException {
        return new VaultKey(
                Sha256.raw(bytes(row, "material")),
                new PublicKey(row.getString("key_type"), bytes(row, "public_key")));
    }

    /** Every key-encryption key that was ever in use here, by number. */
    List<Check> checks() {
        return database.query(
                "select number, salt, code, retired_at from signer.key_encryption_key"
                        + " order by number",
                (row, _) ->
                        new Check(
                                row.getInt("number"),
                                bytes(row, "salt"),
                                bytes(row, "code"),
                                row.getObject("retired_at") != null));
    }

    /** Adds a key-encryption key; nothing if somebody else has taken its number meanwhile. */
    void addCheck(Check check) {
        database.update(
                "insert into signer.key_encryption_key (number, salt, code) values (?, ?, ?)"
                        + " on conflict do nothing",
                check.number(),
                check.salt().toArray(),
                check.code().toArray());
    }

    private static Bytes bytes(ResultSet row, String column) throws SQLException {
        return Bytes.of(row.getBytes(column));
    }

    /** A private key as encrypted PKCS#8, and the number of the key that encrypts it. */
    record Sealed(int kek, Bytes bytes) {}

    /** Salt, and the code that only the right key-encryption key yields for it. */
    record Check(int number, Bytes salt, Bytes code, boolean retired) {}
}
