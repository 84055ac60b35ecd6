package dev.tabellion.server.signer;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.signer.Ceremonies;
import dev.tabellion.signer.Peer;
import dev.tabellion.signer.SigningDesk;
import dev.tabellion.signer.book.Discrepancy;
import dev.tabellion.signer.book.Verification;
import dev.tabellion.signer.policy.PolicySettings;
import dev.tabellion.signer.policy.SigningPolicy;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.RegisteredKey;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.JdkSignatureCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A thief who owns the signer's database, and would have others' keys sign what is the thief's. */
class ReboundKeyIT {
    private static final Gun VICTIM = new Gun("example.com/victim");
    private static final Gun THIEF = new Gun("example.com/thief");

    @TempDir private Path place;
    private BookRoom room;
    private RoleSigner signer;

    @BeforeEach
    void prepare() {
        room = new BookRoom(place);
        signer = signer();
    }

    @AfterEach
    void close() {
        room.close();
    }

    @Test
    void a_key_at_its_own_place_signs_after_a_restart_too() {
        PocketAsk ask =
                firstSnapshot(made(THIEF, RoleName.TIMESTAMP), made(THIEF, RoleName.SNAPSHOT));
        found();
        assertThat(signer.sign(ask.request())).isInstanceOf(SigningAnswer.Produced.class);
        assertThat(room.book.complaint()).isNull();
    }

    @Test
    void a_key_that_was_bound_to_another_collection_signs_nothing_there() {
        PocketAsk ask =
                firstSnapshot(made(VICTIM, RoleName.TIMESTAMP), made(VICTIM, RoleName.SNAPSHOT));
        rewritten("update signer.managed_key set gun = 'example.com/thief'");

        assertThatThrownBy(() -> signer.sign(ask.request()))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("the journal tells of no key");
        assertThat(room.book.complaint()).contains("the journal tells of no key");
        assertThat(room.entries()).isEqualTo(2); // the births
    }

    @Test
    void nor_does_it_under_the_name_of_one_that_was_made_there() {
        made(VICTIM, RoleName.SNAPSHOT);
        PublicKey own = made(THIEF, RoleName.SNAPSHOT);
        PocketAsk ask = firstSnapshot(made(THIEF, RoleName.TIMESTAMP), own);
        String name = Dialect.NOTARY_V1.keyIdOf(own).value();
        rewritten(
                "update signer.managed_key set key_id = 'another' where key_id = '" + name + "'",
                "update signer.managed_key set gun = 'example.com/thief', key_id = '"
                        + name
                        + "' where gun = 'example.com/victim'");

        assertThatThrownBy(() -> signer.sign(ask.request())).isInstanceOf(SignerUnavailable.class);
        assertThat(room.entries()).isEqualTo(3);
    }

    @Test
    void a_birth_that_somebody_else_wrote_down_is_none() {
        PocketAsk ask =
                firstSnapshot(made(VICTIM, RoleName.TIMESTAMP), made(VICTIM, RoleName.SNAPSHOT));
        rewritten(
                "update signer.managed_key set gun = 'example.com/thief'",
                "update signer.journal set gun = 'example.com/thief'");

        assertThatThrownBy(() -> signer.sign(ask.request())).isInstanceOf(SignerUnavailable.class);
        assertThat(room.entries()).isEqualTo(2);
    }

    @Test
    void a_key_whose_birth_was_lost_signs_once_somebody_vouches_for_it() {
        PublicKey timestamp = made(THIEF, RoleName.TIMESTAMP);
        PublicKey snapshot = made(THIEF, RoleName.SNAPSHOT);
        PocketAsk ask = firstSnapshot(timestamp, snapshot);
        RegisteredKey key = keyOf(ask);
        assertThat(ceremonies().objection(key)).contains("nothing to vouch for");
        room.tamper("update signer.journal set keys = '{}' where seq = 2");
        assertThat(ceremonies().objection(key)).contains("entry 2", "until it is resumed");
        room.book.resume("Ada Lovelace");
        assertThat(ceremonies().objection(key)).contains("none was lost");
        found();
        room.tamper("delete from signer.journal where seq = 2");
        assertThat(ceremonies().discrepancy())
                .isEqualTo(new Discrepancy.EntryChanged(2, "the entry 2 is missing"));
        room.book.resume("Ada Lovelace");
        found();
        Version skipped = ((SigningAnswer.Behind) signer.sign(ask.request())).mark();
        PocketAsk next = snapshotOf(skipped.next(), timestamp, snapshot);
        assertThatThrownBy(() -> signer.sign(next.request()))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("the journal tells of no key");

        assertThat(ceremonies().objection(key)).isNull();
        long told = ceremonies().vouch("Ada Lovelace", key, "seen in the record");
        found();
        assertThat(signer.sign(next.request())).isInstanceOf(SigningAnswer.Produced.class);
        assertThat(room.book.complaint()).isNull();
        assertThat(room.book.inspect()).isInstanceOf(Verification.Intact.class);
        assertThat(room.book.after(told - 1, 1).getFirst().json().utf8())
                .contains("key-vouched/1", "Ada Lovelace", "seen in the record");
    }

    @Test
    void nobody_vouches_for_a_key_of_another_collection() {
        PocketAsk ask =
                firstSnapshot(made(VICTIM, RoleName.TIMESTAMP), made(VICTIM, RoleName.SNAPSHOT));
        room.tamper("alter table signer.managed_key disable trigger all");
        room.tamper("update signer.managed_key set gun = 'example.com/thief'");
        room.sign(THIEF, 1);
        room.tamper("delete from signer.journal where seq = 3");
        assertThat(room.book.inspect()).isInstanceOf(Verification.Wrong.class);
        room.book.resume("Ada Lovelace");
        found();
        RegisteredKey key = keyOf(ask);
        assertThat(ceremonies().objection(key)).contains("Entry 2", "at another place");

        room.tamper("update signer.journal set keys = '{}' where seq = 2");
        assertThat(ceremonies().objection(key)).contains("entry 2", "until it is resumed");
        room.book.resume("Ada Lovelace");
        found();
        assertThat(ceremonies().objection(key)).contains("Entry 2", "at another place");
        assertThatThrownBy(() -> ceremonies().vouch("Ada Lovelace", key, "so it is said"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Ceremonies ceremonies() {
        return new Ceremonies(room.book, room.clock);
    }

    private RegisteredKey keyOf(PocketAsk ask) {
        return requireNonNull(keyring().find(ask.request().keys().getFirst()));
    }

    private PublicKey made(Gun gun, RoleName role) {
        return signer.create(new KeyPlace(gun, 1, role), KeyAlgorithm.ECDSA).key();
    }

    /** The signer finds its tables so. */
    private void rewritten(String... statements) {
        room.tamper("alter table signer.managed_key disable trigger all");
        room.tamper(statements);
        found();
    }

    private void found() {
        room.reopen();
        signer = signer();
    }

    private RoleSigner signer() {
        Keyring keyring = keyring();
        var policy =
                new SigningPolicy(
                        PolicySettings.DEFAULT, keyring::placeOf, new JdkSignatureCheck());
        return new SigningDesk(keyring, room.book, policy, room.clock).as(Peer.IN_PROCESS);
    }

    private Keyring keyring() {
        var vault = SoftwareVault.open(room.pool, KeyEncryptionKey.parse("2a".repeat(32)));
        return new Keyring(room.pool, Vaults.softwareOnly(vault));
    }

    /** The first of the thief's collection, whose root names these keys. */
    private PocketAsk firstSnapshot(PublicKey timestamp, PublicKey snapshot) {
        return snapshotOf(Version.FIRST, timestamp, snapshot);
    }

    private PocketAsk snapshotOf(Version version, PublicKey timestamp, PublicKey snapshot) {
        List<Upload> sent =
                PocketPublisher.of(THIEF, room.clock)
                        .withServerKeys(timestamp, snapshot)
                        .firstPublication()
                        .stream()
                        .filter(each -> !each.role().equals(RoleName.SNAPSHOT))
                        .toList();
        SortedMap<RoleName, FileMeta> meta = new TreeMap<>();
        sent.forEach(each -> meta.put(each.role(), FileMeta.of(each.file())));
        var payload = new Snapshot(version, room.clock.instant().plus(Duration.ofDays(9)), meta);
        return new PocketAsk(
                new KeyPlace(THIEF, 1, RoleName.SNAPSHOT),
                version.number(),
                List.of(Dialect.NOTARY_V1.keyIdOf(snapshot)),
                PocketIntruder.payload(payload),
                null,
                sent);
    }
}
