package dev.tabellion.signer.vault;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The software vault's tables: private keys sealed under key-encryption keys, and how a
 * key-encryption key is told from others. Never a key in clear, nor anything that helps to guess
 * one.
 */
final class SealedKeys {
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
