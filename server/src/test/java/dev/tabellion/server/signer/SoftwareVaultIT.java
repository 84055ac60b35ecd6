package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signer.vault.WrongKeyEncryptionKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.verify.JdkSignatureCheck;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.JdbcTemplate;

/** Keys of the server's roles, in the signer's own tables. */
class SoftwareVaultIT {
    private static final KeyPlace PLACE =
            new KeyPlace(new Gun("example.com/a"), 1, RoleName.TIMESTAMP);
    private static final KeyEncryptionKey KEK = KeyEncryptionKey.parse("00".repeat(31) + "2a");
    private static final Bytes MESSAGE = Bytes.utf8("a message");

    private final DatabaseOwner owner = Backing.freshDatabase();
    private HikariDataSource pool;
    private Keyring keys;

    @BeforeEach
    void prepare() {
        pool = SignerDatabase.prepare(owner, DatabaseSettings.defaults()).signerPool();
        keys = reopened();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void a_key_signs_after_a_restart_too(KeyAlgorithm algorithm) {
        ManagedKey key = keys.generate(PLACE, algorithm);
        for (Keyring each : List.of(keys, reopened())) {
            Signature signature = each.sign(key.id(), MESSAGE);
            assertThat(signature.value().length())
                    .isEqualTo(algorithm == KeyAlgorithm.RSA ? 384 : 64);
            assertThat(new JdkSignatureCheck().verifies(key.key(), signature, MESSAGE)).isTrue();
        }
        assertThat(key.id()).isEqualTo(Dialect.NOTARY_V1.keyIdOf(key.key()));
    }

    @Test
    void a_key_never_made_here_has_no_place_and_signs_nothing() {
        PocketKey foreign = PocketKey.ecdsa();
        assertThat(keys.placeOf(foreign.key())).isNull();
        assertThatThrownBy(() -> keys.sign(foreign.id(), MESSAGE))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_place_is_found_by_the_key_itself() {
        ManagedKey key = keys.generate(PLACE, KeyAlgorithm.ED25519);
        assertThat(keys.placeOf(key.key())).isEqualTo(PLACE);
        assertThat(reopened().placeOf(key.key())).isEqualTo(PLACE);
    }

    @Test
    void another_key_encryption_key_opens_nothing() {
        keys.generate(PLACE, KeyAlgorithm.ECDSA);
        assertThatThrownBy(() -> SoftwareVault.open(pool, KeyEncryptionKey.parse("ff".repeat(32))))
                .isInstanceOf(WrongKeyEncryptionKey.class);
    }

    @Test
    void private_keys_are_stored_as_encrypted_pkcs8_and_never_bare() {
        keys.generate(PLACE, KeyAlgorithm.ECDSA);
        byte[] stored =
                new JdbcTemplate(pool)
                        .queryForObject("select sealed from signer.sealed_key", byte[].class);
        // EncryptedPrivateKeyInfo begins with PBES2's object identifier, 1.2.840.113549.1.5.13
        assertThat(Bytes.of(stored == null ? new byte[0] : stored).hex())
                .contains("06092a864886f70d01050d");
    }

    /** Swapping halves in the table must not make one key sign in another's name. */
    @Test
    void a_row_whose_halves_were_swapped_signs_nothing() throws Exception {
        ManagedKey key = keys.generate(PLACE, KeyAlgorithm.ECDSA);
        keys.generate(PLACE, KeyAlgorithm.ECDSA);
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute("alter table signer.sealed_key disable trigger user");
            statement.execute(
                    "update signer.sealed_key a set sealed = b.sealed from"
                            + " signer.sealed_key b where a.material <> b.material");
        }
        var later = reopened();
        assertThatThrownBy(() -> later.sign(key.id(), MESSAGE))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void a_database_that_is_gone_makes_the_signer_unavailable() {
        pool.close();
        assertThatThrownBy(() -> keys.generate(PLACE, KeyAlgorithm.ECDSA))
                .isInstanceOf(SignerUnavailable.class);
    }

    private Keyring reopened() {
        return new Keyring(pool, Vaults.softwareOnly(SoftwareVault.open(pool, KEK)));
    }
}
