package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.ROOT;
import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static dev.tabellion.hostile.signer.Siege.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.KeyRefused;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Version;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A key of ours signs for one role of one life of one collection, and is called by one name. */
@ExtendWith(SharedSigner.class)
class KeysItMayNotUseIT {
    private final AttackedSigner signer;

    KeysItMayNotUseIT(AttackedSigner signer) {
        this.signer = signer;
    }

    @Test
    void a_key_signs_at_its_own_place_only() {
        var siege = Siege.ofNewCollection(signer);
        var other = Siege.ofNewCollection(signer).intruder();
        PocketAsk ask = siege.intruder().freshTimestamp();
        List<KeyId> own = ask.keys();

        for (List<KeyId> keys :
                List.of(
                        List.<KeyId>of(),
                        siege.intruder().keysOf(SNAPSHOT),
                        siege.intruder().keysOf(TARGETS),
                        other.keysOf(TIMESTAMP),
                        List.of(own.getFirst(), own.getFirst()),
                        List.of(own.getFirst(), other.keysOf(TIMESTAMP).getFirst()),
                        List.of(new KeyId("f".repeat(64))))) {
            assertThat(siege.refused(ask.keys(keys))).isEqualTo("key-of-another-place");
        }
        PocketAsk snapshot = siege.intruder().snapshot(_ -> {});
        assertThat(siege.refused(snapshot.keys(own).and(TARGETS, siege.server().served(TARGETS))))
                .isEqualTo("key-of-another-place");
    }

    @Test
    void a_place_that_is_not_the_keys_is_of_no_use() {
        var siege = Siege.ofNewCollection(signer);
        var other = Siege.ofNewCollection(signer);
        PocketAsk ask = siege.intruder().freshTimestamp();
        assertThat(siege.refused(ask.at(other.intruder().place(TIMESTAMP))))
                .isEqualTo("base-unknown");
        assertThat(
                        siege.refused(
                                ask.at(other.intruder().place(TIMESTAMP))
                                        .base(other.server().current(TIMESTAMP).digest())))
                .isIn("evidence-missing", "unjustified-no-root-certificate");
        var unused = new KeyPlace(new Gun(AttackedSigner.freshGun()), 1, TIMESTAMP);
        assertThat(siege.refused(ask.at(unused))).isEqualTo("base-unknown");
        assertThat(siege.refused(ask.at(unused).base(null))).isEqualTo("version-skipped");
    }

    @Test
    void the_keys_of_an_earlier_life_are_over_with_it() {
        var siege = Siege.ofNewCollection(signer);
        List<KeyId> earlier = siege.intruder().keysOf(TIMESTAMP);
        siege.server().accepts(new TrustCommand.DeleteCollection(siege.server().gun()));
        siege.server().accepts(siege.server().publisherWithoutSnapshots().firstPublication());
        assertThat(siege.refused(siege.intruder().freshTimestamp().keys(earlier)))
                .isEqualTo("key-of-another-place");
    }

    /** The intruder may publish, too: a collection of their own, whose root names others' keys. */
    @Test
    void a_root_that_names_another_collections_keys_gets_no_signature() {
        var siege = Siege.ofNewCollection(signer);
        PublicKey timestamp = siege.intruder().keyOf(TIMESTAMP);
        PublicKey snapshot = siege.intruder().keyOf(SNAPSHOT);
        assertThat(siege.refused(firstSnapshot(timestamp, snapshot)))
                .isEqualTo("unjustified-managed-key-misplaced");

        Gun own = new Gun(AttackedSigner.freshGun());
        PublicKey ownTimestamp = made(own, TIMESTAMP);
        assertThat(siege.refused(firstSnapshot(own, ownTimestamp, snapshot)))
                .isEqualTo("unjustified-managed-key-misplaced");
        assertThat(siege.refused(firstSnapshot(own, ownTimestamp, ownTimestamp)))
                .isEqualTo("unjustified-managed-key-misplaced");
    }

    @Test
    void a_root_that_names_a_timestamp_key_from_elsewhere_gets_no_signature() {
        var siege = Siege.ofNewCollection(signer);
        Gun own = new Gun(AttackedSigner.freshGun());
        PublicKey snapshot = made(own, SNAPSHOT);
        assertThat(siege.refused(firstSnapshot(own, PocketKey.ecdsa().key(), snapshot)))
                .isEqualTo("unjustified-foreign-timestamp-key");
    }

    @Test
    void a_key_under_another_name_is_not_ours() {
        var siege = Siege.ofNewCollection(signer);
        Gun own = new Gun(AttackedSigner.freshGun());
        PublicKey snapshot = made(own, SNAPSHOT);
        PublicKey timestamp = made(own, TIMESTAMP);
        KeyId other = new KeyId("e".repeat(64));
        PocketAsk renamed =
                of(
                        own,
                        PocketPublisher.of(own, Clock.systemUTC())
                                .withServerKeys(timestamp)
                                .holding(SNAPSHOT, called(other, snapshot))
                                .firstPublication());
        assertThat(siege.refused(renamed.keys(List.of(other)))).isEqualTo("unjustified-malformed");
        assertThat(siege.refused(renamed.keys(List.of(idOf(snapshot)))))
                .isEqualTo("unjustified-malformed");
        PocketAsk honest = firstSnapshot(own, timestamp, snapshot);
        assertThat(siege.refused(honest.keys(List.of(other)))).isEqualTo("key-of-another-place");
        siege.given(honest);
    }

    @Test
    void a_key_of_the_intruders_does_not_stand_beside_ours() {
        var siege = Siege.ofNewCollection(signer);
        Gun own = new Gun(AttackedSigner.freshGun());
        PublicKey snapshot = made(own, SNAPSHOT);
        PublicKey timestamp = made(own, TIMESTAMP);
        var publisher =
                PocketPublisher.of(own, Clock.systemUTC()).withServerKeys(timestamp, snapshot);
        publisher.holding(TIMESTAMP, called(idOf(timestamp), timestamp), PocketKey.ecdsa());
        PocketAsk ask = of(own, publisher.firstPublication());
        assertThat(siege.refused(ask.keys(List.of(idOf(snapshot)))))
                .isEqualTo("unjustified-foreign-timestamp-key");

        publisher = PocketPublisher.of(own, Clock.systemUTC()).withServerKeys(timestamp);
        publisher.holding(SNAPSHOT, called(idOf(snapshot), snapshot), PocketKey.ecdsa());
        ask = of(own, publisher.firstPublication());
        assertThat(siege.refused(ask.keys(List.of(idOf(snapshot)))))
                .isEqualTo("key-of-another-place");
    }

    @Test
    void keys_are_not_made_without_end_nor_for_what_publishers_sign() {
        var siege = Siege.ofNewCollection(signer);
        Gun gun = siege.server().gun();
        for (int i = 0; i < 8; i++) {
            signer.signer().create(new KeyPlace(gun, 2, TIMESTAMP), KeyAlgorithm.ECDSA);
        }
        assertThat(noKey(gun, 2, TIMESTAMP)).isEqualTo("too-many-unused-keys");
        assertThat(noKey(gun, 3, TIMESTAMP)).isEqualTo("life-skipped");
        for (RoleName role : List.of(ROOT, TARGETS, Siege.RELEASES)) {
            assertThat(noKey(gun, 1, role)).isEqualTo("role-not-kept");
        }
        siege.stillServesOthers();
    }

    @Test
    void no_key_is_made_for_a_life_that_is_over() {
        Gun gun = Siege.ofSecondLife(signer).server().gun();
        assertThat(noKey(gun, 1, SNAPSHOT)).isEqualTo("life-over");
    }

    /** The rule by which none is made, which the journal has. */
    private String noKey(Gun gun, int life, RoleName role) {
        signer.journal().news();
        assertThatThrownBy(
                        () ->
                                signer.signer()
                                        .create(new KeyPlace(gun, life, role), KeyAlgorithm.ECDSA))
                .isInstanceOf(KeyRefused.class);
        var news = signer.journal().news();
        assertThat(news).hasSize(1);
        assertThat(news.getFirst().path("kind").asString()).isEqualTo("turned-away/1");
        assertThat(news.getFirst().at("/told/gun").asString()).isEqualTo(gun.value());
        return news.getFirst().at("/told/rule").asString();
    }

    private PublicKey made(Gun gun, RoleName role) {
        return signer.signer().create(new KeyPlace(gun, 1, role), KeyAlgorithm.ECDSA).key();
    }

    private static PocketAsk firstSnapshot(PublicKey timestamp, PublicKey snapshot) {
        return firstSnapshot(new Gun(AttackedSigner.freshGun()), timestamp, snapshot);
    }

    private static PocketAsk firstSnapshot(Gun own, PublicKey timestamp, PublicKey snapshot) {
        PocketAsk ask =
                of(
                        own,
                        PocketPublisher.of(own, Clock.systemUTC())
                                .withServerKeys(timestamp, snapshot)
                                .firstPublication());
        return ask.keys(List.of(idOf(snapshot)));
    }

    /**
     * A key of ours as a publisher can have it stand in a root: they have no more than its name.
     */
    private static PocketKey called(KeyId id, PublicKey key) {
        return new PocketKey(PocketKey.ecdsa().pair(), key, id, "ecdsa");
    }

    private static KeyId idOf(PublicKey key) {
        return Dialect.NOTARY_V1.keyIdOf(key);
    }

    /** A collection's first snapshot, over all but a snapshot that its publisher sent. */
    private static PocketAsk of(Gun own, List<Upload> sent) {
        List<Upload> uploads = sent.stream().filter(u -> !u.role().equals(SNAPSHOT)).toList();
        SortedMap<RoleName, FileMeta> meta = new TreeMap<>();
        uploads.forEach(upload -> meta.put(upload.role(), FileMeta.of(upload.file())));
        return new PocketAsk(
                new KeyPlace(own, 1, SNAPSHOT),
                1,
                List.of(),
                PocketIntruder.payload(
                        new Snapshot(
                                Version.FIRST,
                                Clock.systemUTC().instant().plus(Duration.ofDays(9)),
                                meta)),
                null,
                uploads);
    }
}
