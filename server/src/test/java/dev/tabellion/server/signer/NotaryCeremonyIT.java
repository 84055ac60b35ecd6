package dev.tabellion.server.signer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.nimbusds.jose.EncryptionMethod;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWEAlgorithm;
import com.nimbusds.jose.JWEHeader;
import com.nimbusds.jose.JWEObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.PasswordBasedEncrypter;
import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.Mark;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.signer.notary.CollectionCeremony;
import dev.tabellion.signer.notary.KeyCeremony;
import dev.tabellion.signer.notary.LastStand;
import dev.tabellion.signer.notary.NotaryKey;
import dev.tabellion.signer.policy.PinnedRoot;
import dev.tabellion.signer.policy.Position;
import dev.tabellion.signer.policy.Standing;
import dev.tabellion.signer.vault.KeyEncryptionKey;
import dev.tabellion.signer.vault.Keyring;
import dev.tabellion.signer.vault.SoftwareVault;
import dev.tabellion.signer.vault.Vaults;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Notary's collection comes into a signer that has a database, a journal and a vault. */
class NotaryCeremonyIT {
    private static final Gun GUN = new Gun("example.com/app");
    private static final String PASSPHRASE = "correct horse battery";
    private static final int RAW = 32;

    @TempDir Path place;

    @SuppressWarnings("NullAway.Init")
    private BookRoom room;

    private final NotaryKey current = key(true);
    private final NotaryKey replaced = key(true);
    private final NotaryKey pending = key(false);
    private final List<NotaryKey> all = List.of(replaced, pending, current);
    private final Position position =
            new Position(
                    new PinnedRoot(mark(2, "root"), new TreeSet<>(List.of(current.id()))),
                    mark(7, "snapshot"),
                    mark(9, "timestamp"));
    private final LastStand served = new LastStand.Served(position);

    @BeforeEach
    void a_room() {
        room = new BookRoom(place);
    }

    @AfterEach
    void the_room_goes() {
        room.close();
    }

    @Test
    void keys_and_position_are_told_once_and_each_key_is_what_it_was() {
        assertThat(ceremony().takeIn(GUN, served, all, _ -> PASSPHRASE)).isEqualTo(3);
        stands();
        assertThat(room.entries()).isEqualTo(4);
        assertThat(ceremony().isAnother(GUN, served)).isFalse();

        assertThat(ceremony().takeIn(GUN, served, all, _ -> PASSPHRASE)).isZero();
        assertThat(room.entries()).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void a_run_that_was_cut_off_at_any_key_is_gone_on_with(int keyAt) {
        AtomicInteger left = new AtomicInteger(keyAt);
        assertThatIllegalStateException()
                .isThrownBy(() -> ceremony().takeIn(GUN, served, all, _ -> passphraseOrCut(left)));
        room.reopen();

        assertThat(ceremony().isAnother(GUN, served)).isFalse();
        assertThat(ceremony().takeIn(GUN, served, all, _ -> PASSPHRASE)).isEqualTo(4 - keyAt);

        stands();
        assertThat(room.entries()).isEqualTo(4);
    }

    /** Asked for between a key's entry and its way into the vault. */
    private static String passphraseOrCut(AtomicInteger left) {
        if (left.decrementAndGet() == 0) {
            throw new IllegalStateException("cut off");
        }
        return PASSPHRASE;
    }

    @Test
    void a_life_that_began_here_is_left_where_it_is() {
        room.sign(GUN, 1);
        long entries = room.entries();

        assertThat(ceremony().isAnother(GUN, served)).isTrue();
        assertThat(ceremony().takeIn(GUN, served, all, _ -> PASSPHRASE)).isZero();

        assertThat(room.entries()).isEqualTo(entries);
        assertThat(keyring().placeOf(current.id())).isNull();
    }

    @Test
    void of_a_deleted_collection_only_that_it_is_over_is_told() {
        LastStand deleted = new LastStand.Deleted();
        assertThat(ceremony().takeIn(GUN, deleted, all, _ -> PASSPHRASE)).isZero();
        assertThat(ceremony().takeIn(GUN, deleted, all, _ -> PASSPHRASE)).isZero();
        room.reopen();

        assertThat(room.entries()).isEqualTo(1);
        assertThat(room.standing(GUN).highestLife()).isEqualTo(1);
        assertThat(room.inTurn(GUN, page -> page.standing(2)).highestLife()).isEqualTo(1);
        assertThat(keyring().placeOf(current.id())).isNull();
    }

    @Test
    void keys_of_a_collection_never_published_wait_and_its_position_may_come_later() {
        assertThat(ceremony().takeIn(GUN, new LastStand.Unpublished(), all, _ -> PASSPHRASE))
                .isEqualTo(3);
        assertThat(room.standing(GUN).highestLife()).isZero();

        assertThat(ceremony().takeIn(GUN, served, all, _ -> PASSPHRASE)).isZero();

        assertThat(room.standing(GUN).tip().settled()).isEqualTo(position);
    }

    private void stands() {
        room.reopen();
        Standing standing = room.standing(GUN);
        assertThat(standing.tip().settled()).isEqualTo(position);
        assertThat(standing.keys().retired()).containsExactly(replaced.id());
        assertThat(standing.keys().unusedFor(RoleName.TIMESTAMP)).containsExactly(pending.id());
        assertThat(all).allMatch(key -> key.place().equals(keyring().placeOf(key.id())));
    }

    private CollectionCeremony ceremony() {
        return new CollectionCeremony(
                new KeyCeremony(keyring()), room.book, room.clock, "Ada Lovelace");
    }

    private Keyring keyring() {
        var kek = KeyEncryptionKey.parse("00".repeat(31) + "2a");
        return new Keyring(room.pool, Vaults.softwareOnly(SoftwareVault.open(room.pool, kek)));
    }

    private static Mark mark(int version, String of) {
        return new Mark(new Version(version), Bytes.utf8(of).sha256());
    }

    /** As the original's signer keeps an Ed25519 key: public half, seed, public half. */
    private static NotaryKey key(boolean used) {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] seed = tail(pair.getPrivate().getEncoded());
            byte[] half = tail(pair.getPublic().getEncoded());
            var publicKey = new PublicKey("ed25519", Bytes.of(half));
            var jwe =
                    new JWEObject(
                            new JWEHeader(
                                    JWEAlgorithm.PBES2_HS256_A128KW, EncryptionMethod.A256GCM),
                            new Payload(
                                    Bytes.hex(
                                                    Bytes.of(half).hex()
                                                            + Bytes.of(seed).hex()
                                                            + Bytes.of(half).hex())
                                            .toArray()));
            jwe.encrypt(new PasswordBasedEncrypter(PASSPHRASE, 16, 1_000));
            KeyId id = Dialect.NOTARY_V1.keyIdOf(publicKey);
            return new NotaryKey(
                    id,
                    GUN,
                    RoleName.TIMESTAMP,
                    publicKey,
                    used,
                    "alias",
                    Bytes.utf8(jwe.serialize()));
        } catch (GeneralSecurityException | JOSEException e) {
            throw new IllegalStateException("making up a Notary's key", e);
        }
    }

    private static byte[] tail(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - RAW, encoded.length);
    }
}
