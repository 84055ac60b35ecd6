package dev.tabellion.signer.vault;

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
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Which keys there are, each with its place and its vault, under the signer's database role. Rows
 * are added and read, never changed. Each call is durable when it returns.
 */
final class KeyRegister {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRegister.class);

    private static final String READ =
            "select key_id, key_type, public_key, material, gun, life, role, vault, origin,"
                    + " created_at from signer.managed_key ";

    private final JdbcTemplate database;

    KeyRegister(DataSource signerDataSource) {
        this.database = new JdbcTemplate(signerDataSource);
    }

    /**
     * Adds a key that its vault already holds. Adds nothing if the key is known, wherever it may be
     * used: what was first stays.
     */
    void add(ManagedKey key, Sha256 material, KeyPlace place, VaultName vault, Origin origin) {
        database.update(
                "insert into signer.managed_key (key_id, key_type, public_key, material, gun, life,"
                        + " role, vault, origin) values (?,?,?,?,?,?,?,?,?) on conflict do nothing",
                key.id().value(),
                key.key().type(),
                key.key().value().toArray(),
                material.bytes().toArray(),
                place.gun().value(),
                place.life(),
                place.role().value(),
                vault.value(),
                origin.toString());
    }

    @Nullable RegisteredKey byId(KeyId id) {
        return one("where key_id = ?", id.value());
    }

    /** Those of them that are known. A row that somebody edited to be no key's knows none. */
    List<RegisteredKey> byIds(Collection<KeyId> ids) {
        return database
                .query(
                        READ + "where key_id = any(?)",
                        (row, _) -> readable(row),
                        (Object) ids.stream().map(KeyId::value).toArray(String[]::new))
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<RegisteredKey> readable(ResultSet row) throws SQLException {
        try {
            return Optional.of(registered(row));
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("register-unreadable");
            return Optional.empty();
        }
    }

    @Nullable RegisteredKey byMaterial(Sha256 material) {
        return one("where material = ?", material.bytes().toArray());
    }

    /** All of them, the oldest first. */
    List<RegisteredKey> all() {
        return database.query(READ + "order by created_at, material", (row, _) -> registered(row));
    }

    private @Nullable RegisteredKey one(String where, Object value) {
        return database.query(READ + where, (row, _) -> registered(row), value).stream()
                .findFirst()
                .orElse(null);
    }

    private static RegisteredKey registered(ResultSet row) throws SQLException {
        PublicKey key = new PublicKey(row.getString("key_type"), bytes(row, "public_key"));
        KeyPlace place =
                new KeyPlace(
                        new Gun(row.getString("gun")),
                        row.getInt("life"),
                        new RoleName(row.getString("role")));
        return new RegisteredKey(
                new ManagedKey(new KeyId(row.getString("key_id")), key),
                Sha256.raw(bytes(row, "material")),
                place,
                new VaultName(row.getString("vault")),
                Origin.named(row.getString("origin")),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private static Bytes bytes(ResultSet row, String column) throws SQLException {
        return Bytes.of(row.getBytes(column));
    }
}
