package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.VaultRoleSigner;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signer.vault.WrongKeyEncryptionKey;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.JdkSignatureCheck;
import java.time.Instant;
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

    private final DatabaseOwner owner = Backing.freshDatabase();
    private HikariDataSource pool;
    private RoleSigner signer;

    @BeforeEach
    void prepare() {
        pool = SignerDatabase.prepare(owner, DatabaseSettings.defaults()).signerPool();
        signer = reopened();
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @ParameterizedTest
    @EnumSource(KeyAlgorithm.class)
    void a_key_signs_for_its_place_after_a_restart_too(KeyAlgorithm algorithm) {
        ManagedKey key = signer.create(PLACE, algorithm);
        Bytes payload = timestamp(1);

        for (RoleSigner each : List.of(signer, reopened())) {
            SigningAnswer answer = each.sign(request(PLACE, key, 1, payload));
            assertThat(answer).isInstanceOf(SigningAnswer.Produced.class);
            var signature = ((SigningAnswer.Produced) answer).signatures().getFirst();
            assertThat(signature.value().length())
                    .isEqualTo(algorithm == KeyAlgorithm.RSA ? 384 : 64);
            assertThat(new JdkSignatureCheck().verifies(key.key(), signature, payload)).isTrue();
        }
        assertThat(key.id()).isEqualTo(Dialect.NOTARY_V1.keyIdOf(key.key()));
    }

    @Test
    void a_key_signs_nowhere_else() {
        ManagedKey key = signer.create(PLACE, KeyAlgorithm.ECDSA);
        for (KeyPlace elsewhere :
                List.of(
                        new KeyPlace(new Gun("example.com/b"), 1, RoleName.TIMESTAMP),
                        new KeyPlace(PLACE.gun(), 2, RoleName.TIMESTAMP),
                        new KeyPlace(PLACE.gun(), 1, RoleName.SNAPSHOT))) {
            assertRefused(request(elsewhere, key, 1, timestamp(1)), "key-misplaced");
        }
    }

    @Test
    void a_key_never_made_here_has_no_place_and_signs_nothing() {
        PocketKey foreign = PocketKey.ecdsa();
        assertThat(signer.placeOf(foreign.key())).isNull();
        assertRefused(
                request(PLACE, new ManagedKey(foreign.id(), foreign.key()), 1, timestamp(1)),
                "key-misplaced");
    }

    @Test
    void nothing_but_a_document_of_the_role_is_signed() {
        ManagedKey key = signer.create(PLACE, KeyAlgorithm.ECDSA);
        assertRefused(request(PLACE, key, 1, Bytes.utf8("I owe you 1000")), "not-a-document");
        assertRefused(request(PLACE, key, 2, timestamp(1)), "not-a-document");
        assertRefused(
                request(PLACE, key, 1, Bytes.utf8(timestamp(1).utf8().replace(":", ": "))),
                "not-a-document");
        KeyPlace snapshots = new KeyPlace(PLACE.gun(), 1, RoleName.SNAPSHOT);
        ManagedKey other = signer.create(snapshots, KeyAlgorithm.ECDSA);
        assertRefused(request(snapshots, other, 1, timestamp(1)), "not-a-document");
    }

    @Test
    void a_place_is_found_by_the_key_itself() {
        ManagedKey key = signer.create(PLACE, KeyAlgorithm.ED25519);
        assertThat(signer.placeOf(key.key())).isEqualTo(PLACE);
        assertThat(reopened().placeOf(key.key())).isEqualTo(PLACE);
    }

    @Test
    void journal_numbers_ascend_and_never_come_twice() {
        ManagedKey key = signer.create(PLACE, KeyAlgorithm.ECDSA);
        var numbers =
                List.of(signer, signer, reopened(), reopened()).stream()
                        .map(each -> each.sign(request(PLACE, key, 1, timestamp(1))))
                        .map(SigningAnswer::journalEntry)
                        .toList();
        assertThat(numbers).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void another_key_encryption_key_opens_nothing() {
        signer.create(PLACE, KeyAlgorithm.ECDSA);
        assertThatThrownBy(() -> SoftwareVault.open(pool, KeyEncryptionKey.parse("ff".repeat(32))))
                .isInstanceOf(WrongKeyEncryptionKey.class);
    }

    @Test
    void private_keys_are_stored_as_encrypted_pkcs8_and_never_bare() {
        signer.create(PLACE, KeyAlgorithm.ECDSA);
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
        ManagedKey key = signer.create(PLACE, KeyAlgorithm.ECDSA);
        signer.create(PLACE, KeyAlgorithm.ECDSA);
        try (var connection = owner.connect();
                var statement = connection.createStatement()) {
            statement.execute("alter table signer.sealed_key disable trigger user");
            statement.execute(
                    "update signer.sealed_key a set sealed = b.sealed from"
                            + " signer.sealed_key b where a.material <> b.material");
        }
        var later = reopened();
        assertThatThrownBy(() -> later.sign(request(PLACE, key, 1, timestamp(1))))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void a_database_that_is_gone_makes_the_signer_unavailable() {
        pool.close();
        assertThatThrownBy(() -> signer.create(PLACE, KeyAlgorithm.ECDSA))
                .isInstanceOf(SignerUnavailable.class);
    }

    private RoleSigner reopened() {
        return new VaultRoleSigner(
                new Keyring(pool, Vaults.softwareOnly(SoftwareVault.open(pool, KEK))), pool);
    }

    private void assertRefused(SigningRequest request, String rule) {
        assertThat(signer.sign(request))
                .isInstanceOfSatisfying(
                        SigningAnswer.Refused.class,
                        refused -> assertThat(refused.rule()).isEqualTo(rule));
    }

    private static SigningRequest request(
            KeyPlace place, ManagedKey key, int version, Bytes payload) {
        return new SigningRequest(
                place,
                new Version(version),
                List.of(key.id()),
                payload,
                Reason.PUBLISHED,
                null,
                List.of());
    }

    private static Bytes timestamp(int version) {
        return Dialect.NOTARY_V1.payloadOf(
                new Timestamp(
                        new Version(version),
                        Instant.parse("2030-01-01T00:00:00Z"),
                        new FileMeta(1, Sha256.of(Bytes.utf8("x")), null)));
    }
}
