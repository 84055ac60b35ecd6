package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.RegisteredKey;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.JdkSignatureCheck;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.postgresql.Driver;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;

/** Keys that the first version stored, in the register and the vault of this one. */
class KeysFromBeforeVaultsIT {
    private static final KeyEncryptionKey KEK = KeyEncryptionKey.parse("00".repeat(31) + "2a");
    private static final KeyPlace PLACE =
            new KeyPlace(new Gun("example.com/a"), 3, RoleName.SNAPSHOT);
    private static final Bytes MESSAGE = Bytes.utf8("a message");

    @Test
    void a_key_from_before_signs_at_its_place_and_takes_the_same_key_encryption_key()
            throws Exception {
        DatabaseOwner today = Backing.freshDatabase();
        DatabaseOwner then = Backing.freshDatabase();
        try (HikariDataSource pool = signerPool(today)) {
            keyring(pool).generate(PLACE, KeyAlgorithm.ECDSA);
            bringTo(then, "200");
            storeAsThen(new JdbcTemplate(pool), asOwner(then));
        }
        try (HikariDataSource pool = signerPool(then)) {
            Keyring keyring = keyring(pool);
            RegisteredKey key = keyring.all().getFirst();
            assertThat(key.place()).isEqualTo(PLACE);
            assertThat(key.vault()).hasToString("software");
            assertThat(key.origin()).hasToString("generated");
            assertThat(
                            new JdkSignatureCheck()
                                    .verifies(
                                            key.key().key(),
                                            keyring.sign(key.key().id(), MESSAGE),
                                            MESSAGE))
                    .isTrue();
        }
    }

    private static void storeAsThen(JdbcTemplate today, JdbcTemplate then) {
        var check = today.queryForMap("select salt, code from signer.key_encryption_key");
        then.update(
                "insert into signer.key_encryption_check (salt, code) values (?, ?)",
                check.get("salt"),
                check.get("code"));
        var key =
                today.queryForMap(
                        "select * from signer.managed_key join signer.sealed_key using (material)");
        then.update(
                "insert into signer.managed_key (material, key_id, key_type, public_key,"
                        + " private_key, gun, life, role) values (?, ?, ?, ?, ?, ?, ?, ?)",
                key.get("material"),
                key.get("key_id"),
                key.get("key_type"),
                key.get("public_key"),
                key.get("sealed"),
                key.get("gun"),
                key.get("life"),
                key.get("role"));
    }

    private static void bringTo(DatabaseOwner owner, String version) {
        Flyway.configure()
                .dataSource(owner.url(), owner.user(), owner.password())
                .locations("classpath:db/signer")
                .schemas("signer")
                .table("schema_version")
                .placeholders(Map.of("signer_role", DatabaseSettings.defaults().signerUsername()))
                .target(version)
                .load()
                .migrate();
    }

    private static JdbcTemplate asOwner(DatabaseOwner owner) throws SQLException {
        return new JdbcTemplate(
                new SimpleDriverDataSource(
                        new Driver(), owner.url(), owner.user(), owner.password()));
    }

    private static HikariDataSource signerPool(DatabaseOwner owner) {
        return SignerDatabase.prepare(owner, DatabaseSettings.defaults()).signerPool();
    }

    private static Keyring keyring(HikariDataSource pool) {
        return new Keyring(pool, Vaults.softwareOnly(SoftwareVault.open(pool, KEK)));
    }
}
