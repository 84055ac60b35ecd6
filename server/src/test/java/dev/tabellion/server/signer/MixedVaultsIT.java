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
import dev.tabellion.server.database.DatabaseSettings;
import dev.tabellion.server.database.SignerDatabase;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.policy.PolicySettings;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.KeyReport;
import dev.tabellion.signer.vault.KeyUses;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.TokenCollections;
import dev.tabellion.signer.vault.UnsupportedKeyKind;
import dev.tabellion.signer.vault.VaultName;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.signer.vault.pkcs11.Pkcs11Vault;
import dev.tabellion.signer.vault.pkcs11.SoftHsm;
import dev.tabellion.signer.vault.pkcs11.Token;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.JdkSignatureCheck;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Some collections' keys in a real token, some in software. */
class MixedVaultsIT {
    private static final KeyEncryptionKey KEK = KeyEncryptionKey.parse("00".repeat(31) + "2a");
    private static final KeyPlace PLAIN = place("example.com/plain");
    private static final KeyPlace PRECIOUS = place("example.com/precious/app");
    private static final TokenCollections PRECIOUS_ONES =
            new TokenCollections(List.of("example.com/precious/*"));
    private static final Bytes MESSAGE = Bytes.utf8("a message");

    @TempDir private Path home;
    private SoftHsm hsm;
    private Token token;
    private HikariDataSource pool;

    @BeforeEach
    void prepare() {
        hsm = SoftHsm.in(home);
        token = Token.open(hsm.settings());
        pool =
                SignerDatabase.prepare(Backing.freshDatabase(), DatabaseSettings.defaults())
                        .signerPool();
    }

    @AfterEach
    void close() {
        token.close();
        pool.close();
    }

    @Test
    void each_collections_keys_are_made_where_the_settings_say_and_sign_from_there() {
        Keyring keyring = keyring(PRECIOUS_ONES);
        ManagedKey plain = keyring.generate(PLAIN, KeyAlgorithm.ECDSA);
        ManagedKey precious = keyring.generate(PRECIOUS, KeyAlgorithm.ECDSA);

        for (Keyring each : List.of(keyring, keyring(PRECIOUS_ONES))) {
            assertThat(vaultOf(each, plain)).isEqualTo(VaultName.SOFTWARE);
            assertThat(vaultOf(each, precious)).isEqualTo(VaultName.TOKEN);
            assertThat(each.placeOf(precious.key())).isEqualTo(PRECIOUS);
            assertSigns(each, plain);
            assertSigns(each, precious);
        }
    }

    @Test
    void a_collection_moves_into_the_token_by_a_new_key_while_the_old_one_still_signs() {
        ManagedKey before = keyring(TokenCollections.NONE).generate(PRECIOUS, KeyAlgorithm.ECDSA);
        Keyring moved = keyring(PRECIOUS_ONES);
        ManagedKey after = moved.generate(PRECIOUS, KeyAlgorithm.ECDSA);

        assertThat(vaultOf(moved, before)).isEqualTo(VaultName.SOFTWARE);
        assertThat(vaultOf(moved, after)).isEqualTo(VaultName.TOKEN);
        assertSigns(moved, before);
        assertSigns(moved, after);
    }

    @Test
    void a_token_that_is_gone_stops_its_own_collections_only() {
        Keyring keyring = keyring(PRECIOUS_ONES);
        ManagedKey plain = keyring.generate(PLAIN, KeyAlgorithm.ECDSA);
        ManagedKey precious = keyring.generate(PRECIOUS, KeyAlgorithm.ECDSA);
        hsm.pull();
        assertThatThrownBy(() -> keyring.sign(precious.id(), MESSAGE))
                .isInstanceOf(SignerUnavailable.class);
        assertThatThrownBy(() -> keyring.generate(PRECIOUS, KeyAlgorithm.ECDSA))
                .isInstanceOf(SignerUnavailable.class);
        assertSigns(keyring, plain);
        hsm.plug();
    }

    @Test
    void a_key_in_a_token_that_is_no_longer_configured_is_unavailable_not_unknown() {
        ManagedKey precious = keyring(PRECIOUS_ONES).generate(PRECIOUS, KeyAlgorithm.ECDSA);
        Keyring without = new Keyring(pool, Vaults.softwareOnly(SoftwareVault.open(pool, KEK)));
        assertThat(without.placeOf(precious.key())).isEqualTo(PRECIOUS);
        assertThatThrownBy(() -> without.sign(precious.id(), MESSAGE))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("token");
    }

    @Test
    void ed25519_is_refused_for_a_collection_in_the_token_and_registers_nothing() {
        Keyring keyring = keyring(PRECIOUS_ONES);
        assertThatThrownBy(() -> keyring.generate(PRECIOUS, KeyAlgorithm.ED25519))
                .isInstanceOf(UnsupportedKeyKind.class);
        assertThat(keyring.all()).isEmpty();
    }

    @Test
    void who_asks_for_a_key_that_the_token_does_not_make_is_told_and_so_is_the_journal() {
        Keyring keyring = keyring(PRECIOUS_ONES);
        try (BookRoom room = new BookRoom(home)) {
            SigningPolicy policy =
                    new SigningPolicy(
                            PolicySettings.DEFAULT, keyring::placeOf, new JdkSignatureCheck());
            SigningDesk desk = new SigningDesk(keyring, room.book, policy, room.clock);

            assertThatThrownBy(
                            () -> desk.as(Peer.IN_PROCESS).create(PRECIOUS, KeyAlgorithm.ED25519))
                    .isInstanceOf(SignerUnavailable.class)
                    .hasMessageContaining("key-kind-unsupported");
            assertThat(room.book.after(0, 10))
                    .singleElement()
                    .extracting(entry -> entry.json().utf8())
                    .asString()
                    .contains("turned-away/1", "key-kind-unsupported", PRECIOUS.gun().value());
        }
    }

    @Test
    void a_key_taken_in_keeps_its_id_and_its_one_place() throws Exception {
        Keyring keyring = keyring(new TokenCollections(List.of("*")));
        KeyPair pair = ecPair();
        PublicKey half = new PublicKey("ecdsa", Bytes.of(pair.getPublic().getEncoded()));

        ManagedKey key = keyring.takeIn(PLAIN, half, pair.getPrivate());
        assertThat(keyring.takeIn(PLAIN, half, pair.getPrivate())).isEqualTo(key);

        assertThat(keyring.all()).hasSize(1);
        assertThat(keyring.all().getFirst().origin()).hasToString("imported");
        assertThat(vaultOf(keyring, key)).isEqualTo(VaultName.SOFTWARE);
        assertSigns(keyring, key);
        assertThatThrownBy(() -> keyring.takeIn(PRECIOUS, half, pair.getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("another place");
        assertThatThrownBy(() -> keyring.takeIn(PLAIN, half, ecPair().getPrivate()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not belong together");
    }

    @Test
    void the_report_tells_of_every_key_what_its_vault_tells() {
        Keyring keyring = keyring(PRECIOUS_ONES);
        ManagedKey plain = keyring.generate(PLAIN, KeyAlgorithm.ED25519);
        ManagedKey precious = keyring.generate(PRECIOUS, KeyAlgorithm.ECDSA);
        Instant first = Instant.parse("2030-01-01T00:00:00Z");
        KeyUses uses = () -> Map.of(precious.id(), new KeyUses.Use(first, first.plusSeconds(9), 2));

        KeyReport report = KeyReport.of(keyring, uses);
        assertThat(report.json())
                .contains("\"id\" : \"" + plain.id() + "\"")
                .contains("\"vault\" : \"token\"", "\"never-extractable\" : \"yes\"")
                .contains("\"lastUse\" : \"2030-01-01T00:00:09Z\"", "\"signatures\" : 2");
        assertThat(report.table().lines().toList())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("ed25519", "software", "generated"))
                .anySatisfy(line -> assertThat(line).contains(PRECIOUS.gun().value(), "local=yes"));

        hsm.pull();
        assertThat(KeyReport.of(keyring, uses).table()).contains("unavailable=");
        hsm.plug();
    }

    private Keyring keyring(TokenCollections inToken) {
        return new Keyring(
                pool,
                Vaults.withToken(SoftwareVault.open(pool, KEK), new Pkcs11Vault(token), inToken));
    }

    private static VaultName vaultOf(Keyring keyring, ManagedKey key) {
        return Objects.requireNonNull(keyring.find(key.id())).vault();
    }

    private static void assertSigns(Keyring keyring, ManagedKey key) {
        assertThat(
                        new JdkSignatureCheck()
                                .verifies(key.key(), keyring.sign(key.id(), MESSAGE), MESSAGE))
                .isTrue();
    }

    private static KeyPair ecPair() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static KeyPlace place(String gun) {
        return new KeyPlace(new Gun(gun), 1, RoleName.TIMESTAMP);
    }
}
