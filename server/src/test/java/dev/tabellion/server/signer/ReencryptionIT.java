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
import dev.tabellion.server.Backing;
import dev.tabellion.server.database.DatabaseOwner;
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.Reencryption;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signer.vault.WrongKeyEncryptionKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.JdkSignatureCheck;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** All keys under another key-encryption key, while signers run. */
class ReencryptionIT {
    private static final KeyEncryptionKey OLD = kek("0a");
    private static final KeyEncryptionKey NEW = kek("0b");
    private static final KeyEncryptionKey STRANGE = kek("0c");
    private static final KeyPlace PLACE =
            new KeyPlace(new Gun("example.com/a"), 1, RoleName.TIMESTAMP);
    private static final Bytes MESSAGE = Bytes.utf8("a message");

    private final DatabaseOwner owner = Backing.freshDatabase();
    private HikariDataSource pool;
    private JdbcTemplate database;

    @BeforeEach
    void prepare() {
        pool = SignerDatabase.prepare(owner, DatabaseSettings.defaults()).signerPool();
        database = new JdbcTemplate(pool);
    }

    @AfterEach
    void close() {
        pool.close();
    }

    @Test
    void signers_with_the_old_key_the_new_one_or_both_go_on_until_the_old_one_is_dropped() {
        Keyring running = signer(OLD, null);
        List<ManagedKey> keys = new ArrayList<>(make(running, 3));

        var sealed = Reencryption.between(pool, OLD, NEW).sealAll(_ -> {});
        assertThat(sealed).isEqualTo(new Reencryption.Outcome(1, 2, 3));
        keys.addAll(make(running, 2)); // not yet restarted: sealed under the old one only
        Keyring restarted = signer(NEW, OLD);
        keys.addAll(make(restarted, 2));

        for (Keyring each : List.of(running, restarted, signer(OLD, null), signer(NEW, OLD))) {
            assertAllSign(each, keys);
        }
        assertThat(Reencryption.between(pool, OLD, NEW).dropOld(_ -> {}).keys()).isEqualTo(7);
        keys.addAll(make(restarted, 1)); // it holds the old one still, and need not be restarted
        assertAllSign(signer(NEW, null), keys);
        assertAllSign(signer(NEW, OLD), keys); // the setting may stay until the next restart
        assertThatThrownBy(() -> signer(OLD, null))
                .isInstanceOf(WrongKeyEncryptionKey.class)
                .hasMessageContaining("retired");
        assertThat(database.queryForList("select distinct kek from signer.sealed_key")).hasSize(1);
    }

    @Test
    void a_signer_that_missed_the_change_makes_no_key_that_others_could_not_use() {
        Keyring late = signer(OLD, null);
        make(late, 1);
        Reencryption.between(pool, OLD, NEW).dropOld(_ -> {});
        assertThatThrownBy(() -> late.generate(PLACE, KeyAlgorithm.ECDSA))
                .isInstanceOf(SignerUnavailable.class)
                .hasStackTraceContaining("was retired");
        assertThat(late.all()).hasSize(1);
    }

    @Test
    void a_run_that_ended_half_way_is_gone_on_with() {
        List<ManagedKey> keys = make(signer(OLD, null), 450);
        assertThatThrownBy(
                        () ->
                                Reencryption.between(pool, OLD, NEW)
                                        .sealAll(
                                                done -> {
                                                    throw new IllegalStateException("killed");
                                                }))
                .hasMessage("killed");
        assertThat(sealedUnder(2)).isEqualTo(200);
        assertThat(Reencryption.between(pool, OLD, NEW).sealAll(_ -> {}).keys()).isEqualTo(250);
        assertAllSign(signer(NEW, null), List.of(keys.getFirst(), keys.getLast()));
    }

    @Test
    void a_key_that_is_not_yet_under_the_new_one_waits_for_the_next_run() {
        Keyring late = signer(OLD, null);
        Reencryption.between(pool, OLD, NEW).sealAll(_ -> {});
        List<ManagedKey> missed = make(late, 1);
        Keyring early = signer(NEW, null);
        assertThatThrownBy(() -> early.sign(missed.getFirst().id(), MESSAGE))
                .isInstanceOf(SignerUnavailable.class)
                .hasStackTraceContaining("re-encryption is unfinished");
        Reencryption.between(pool, OLD, NEW).sealAll(_ -> {});
        assertAllSign(early, missed);
    }

    @Test
    void a_wrong_key_is_refused_before_anything_is_done() {
        make(signer(OLD, null), 1);
        assertThatThrownBy(() -> Reencryption.between(pool, STRANGE, NEW))
                .isInstanceOf(WrongKeyEncryptionKey.class);
        assertThatThrownBy(() -> Reencryption.between(pool, OLD, OLD))
                .isInstanceOf(WrongKeyEncryptionKey.class)
                .hasMessageContaining("in use");
        assertThat(sealedUnder(2)).isZero();

        Reencryption.between(pool, OLD, NEW).sealAll(_ -> {});
        assertThatThrownBy(() -> Reencryption.between(pool, OLD, STRANGE))
                .isInstanceOf(WrongKeyEncryptionKey.class)
                .hasMessageContaining("under way");
        assertThat(
                        database.queryForObject(
                                "select count(*) from signer.key_encryption_key", Long.class))
                .isEqualTo(2);
    }

    @Test
    void a_new_key_that_was_lost_is_taken_back_and_another_comes_in_its_place() {
        List<ManagedKey> keys = make(signer(OLD, null), 2);
        Reencryption.between(pool, OLD, NEW).sealAll(_ -> {});
        Reencryption.between(pool, OLD, NEW).dropNew();
        assertAllSign(signer(OLD, null), keys);

        Reencryption.between(pool, OLD, STRANGE).dropOld(_ -> {});
        assertAllSign(signer(STRANGE, null), keys);
        assertThatThrownBy(() -> Reencryption.between(pool, STRANGE, NEW))
                .isInstanceOf(WrongKeyEncryptionKey.class)
                .hasMessageContaining("retired");
    }

    @Test
    void the_database_drops_no_sealing_without_which_a_key_were_lost() {
        make(signer(OLD, null), 1);
        assertThatThrownBy(
                        () ->
                                database.queryForObject(
                                        "select signer.retire_key_encryption_key(1)", Long.class))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("sealed under no other");
        assertThatThrownBy(() -> database.update("delete from signer.sealed_key"))
                .isInstanceOf(DataAccessException.class);
        assertThatThrownBy(() -> database.update("update signer.sealed_key set sealed = ''"))
                .isInstanceOf(DataAccessException.class);
        assertAllSign(signer(OLD, null), List.of());
        assertThat(sealedUnder(1)).isEqualTo(1);
    }

    private Keyring signer(KeyEncryptionKey kek, @Nullable KeyEncryptionKey previous) {
        return new Keyring(pool, Vaults.softwareOnly(SoftwareVault.open(pool, kek, previous)));
    }

    private static List<ManagedKey> make(Keyring signer, int keys) {
        List<ManagedKey> made = new ArrayList<>();
        for (int each = 0; each < keys; each++) {
            made.add(signer.generate(PLACE, KeyAlgorithm.ECDSA));
        }
        return made;
    }

    private static void assertAllSign(Keyring signer, List<ManagedKey> keys) {
        assertThat(keys)
                .allSatisfy(
                        key ->
                                assertThat(
                                                new JdkSignatureCheck()
                                                        .verifies(
                                                                key.key(),
                                                                signer.sign(key.id(), MESSAGE),
                                                                MESSAGE))
                                        .isTrue());
    }

    private long sealedUnder(int kek) {
        Long count =
                database.queryForObject(
                        "select count(*) from signer.sealed_key where kek = ?", Long.class, kek);
        return count == null ? 0 : count;
    }

    private static KeyEncryptionKey kek(String last) {
        return KeyEncryptionKey.parse("00".repeat(31) + last);
    }
}
