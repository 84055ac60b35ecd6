package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CurrentDocument;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Metadata;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Root;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * A server that somebody else owns: it has all public documents, old ones too, those of other
 * collections, and may ask whatever it likes. Snapshots are ours here.
 */
class HostileServerTest {
    private static final RoleName ROOT = RoleName.ROOT;
    private static final RoleName TARGETS = RoleName.TARGETS;
    private static final RoleName SNAPSHOT = RoleName.SNAPSHOT;
    private static final RoleName TIMESTAMP = RoleName.TIMESTAMP;
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final PocketServer server = new PocketServer("example.org/app");
    private final PocketPublisher publisher = server.publisherWithoutSnapshots();

    HostileServerTest() {
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        server.accepts(publisher.publicationOf(RELEASES));
    }

    @Test
    void its_honest_neighbour_gets_what_it_asks_for() {
        assertThat(judge(snapshot(meta -> {}))).isInstanceOf(Judgement.Justified.class);
        assertThat(judge(timestamp(server.served(SNAPSHOT))))
                .isInstanceOf(Judgement.Justified.class);
    }

    @Test
    void arbitrary_bytes_are_not_signed() {
        Ask ask = timestamp(server.served(SNAPSHOT));
        assertThat(refused(ask.payload(Bytes.utf8("sign me")))).isEqualTo("not-a-document");
        assertThat(refused(ask.payload(Bytes.utf8("[]")))).isEqualTo("not-a-document");
        String document = ask.payload.utf8();
        assertThat(refused(ask.payload(Bytes.utf8(document + " ")))).isEqualTo("not-a-document");
        assertThat(refused(ask.payload(Bytes.utf8(document + document))))
                .isEqualTo("not-a-document");
        assertThat(refused(ask.payload(Bytes.utf8(document.replaceFirst("\\{", "{\"_\":1,")))))
                .isEqualTo("not-a-document");
    }

    @Test
    void a_document_of_another_role_or_version_is_not_signed() {
        Ask ask = timestamp(server.served(SNAPSHOT));
        assertThat(refused(ask.payload(snapshot(meta -> {}).payload))).isEqualTo("not-a-document");
        assertThat(refused(ask.version(7))).isEqualTo("not-a-document");
        Bytes targets = PocketServer.read(TARGETS, server.served(TARGETS)).payload();
        assertThat(refused(ask.role(TARGETS).payload(targets))).isEqualTo("not-a-document");
    }

    @Test
    void a_key_signs_at_its_own_place_only() {
        PocketServer other = server.beside("example.org/other");
        other.accepts(other.publisherWithoutSnapshots().firstPublication());
        Ask ask = timestamp(server.served(SNAPSHOT));

        assertThat(refused(ask.keys(keysOf(SNAPSHOT)))).isEqualTo("key-of-another-place");
        assertThat(refused(ask.keys(List.of()))).isEqualTo("key-of-another-place");
        assertThat(refused(ask.keys(keysOf(other, TIMESTAMP)))).isEqualTo("key-of-another-place");
    }

    @Test
    void another_collections_documents_justify_nothing() {
        PocketServer other = server.beside("example.org/other");
        PocketPublisher theirs = other.publisherWithoutSnapshots();
        other.accepts(theirs.addTarget("evil").firstPublication());
        other.accepts(theirs.addTarget("worse").publication());

        Ask mixed =
                snapshot(meta -> meta.put(TARGETS, FileMeta.of(other.served(TARGETS))))
                        .and(TARGETS, other.served(TARGETS))
                        .and(TARGETS, server.served(TARGETS));
        assertThat(refused(mixed)).isEqualTo("unjustified-below-threshold");
        Ask wholly =
                snapshot(
                                meta -> {
                                    meta.put(ROOT, FileMeta.of(other.served(ROOT)));
                                    meta.put(TARGETS, FileMeta.of(other.served(TARGETS)));
                                })
                        .and(ROOT, other.served(ROOT))
                        .and(TARGETS, other.served(TARGETS))
                        .and(TARGETS, server.served(TARGETS));
        assertThat(refused(wholly)).isEqualTo("unjustified-no-root-certificate");
        assertThat(refused(timestamp(other.served(SNAPSHOT)).and(ROOT, other.served(ROOT))))
                .isEqualTo("unjustified-no-root-certificate");
    }

    @Test
    void a_first_root_that_names_keys_of_another_collection_is_not_signed_for() {
        PocketServer other = server.beside("example.org/other");
        PocketPublisher thief =
                PocketPublisher.of(
                                other.gun,
                                java.time.Clock.fixed(server.now(), java.time.ZoneOffset.UTC))
                        .withServerKeys(keyOf(TIMESTAMP), keyOf(SNAPSHOT));
        List<Upload> uploads = thief.firstPublication();
        SortedMap<RoleName, FileMeta> meta = new TreeMap<>();
        uploads.forEach(upload -> meta.put(upload.role(), FileMeta.of(upload.file())));
        Ask ask =
                new Ask(
                        new KeyPlace(other.gun, 1, SNAPSHOT),
                        1,
                        keysOf(SNAPSHOT),
                        payload(new Snapshot(Version.FIRST, in(Duration.ofDays(9)), meta)),
                        null,
                        uploads);
        assertThat(refused(ask)).isEqualTo("unjustified-managed-key-misplaced");
    }

    @Test
    void what_no_threshold_of_publishers_signed_is_not_in_a_snapshot() {
        assertThat(refused(publication(publisher.attack().signWithStranger(TARGETS))))
                .isEqualTo("unjustified-below-threshold");
        assertThat(refused(publication(publisher.attack().signWithStranger(RELEASES))))
                .isEqualTo("unjustified-below-threshold");
        assertThat(refused(publication(publisher.attack().expire(TARGETS))))
                .isEqualTo("unjustified-expired");
    }

    @Test
    void an_older_document_does_not_come_back() {
        Bytes first = publisher.publishedAs(TARGETS).getFirst();
        Ask ask = snapshot(meta -> meta.put(TARGETS, FileMeta.of(first)));
        assertThat(refused(ask.and(TARGETS, first).and(TARGETS, server.served(TARGETS))))
                .isEqualTo("unjustified-version-rollback");
        assertThat(refused(ask.and(TARGETS, first))).isEqualTo("evidence-missing");
    }

    @Test
    void a_document_that_nobody_shows_is_not_in_a_snapshot() {
        Ask ask = snapshot(meta -> meta.put(TARGETS, FileMeta.of(Bytes.utf8("unseen"))));
        assertThat(refused(ask)).isEqualTo("evidence-missing");
        assertThat(refused(snapshot(meta -> {}).evidence(List.of()))).isEqualTo("evidence-missing");
    }

    @Test
    void a_snapshot_neither_drops_nor_invents_nor_misstates() {
        assertThat(refused(snapshot(meta -> meta.remove(RELEASES))))
                .isEqualTo("snapshot-not-justified");
        assertThat(refused(snapshot(meta -> meta.remove(ROOT)))).isEqualTo("not-a-document");
        RoleName invented = new RoleName("targets/invented");
        Bytes file = server.served(RELEASES);
        assertThat(
                        refused(
                                snapshot(meta -> meta.put(invented, FileMeta.of(file)))
                                        .and(invented, file)
                                        .and(TARGETS, server.served(TARGETS))))
                .isEqualTo("unjustified-not-delegated");
        FileMeta honest = FileMeta.of(server.served(RELEASES));
        FileMeta longer = new FileMeta(honest.length() + 1, honest.sha256(), honest.sha512());
        assertThat(refused(snapshot(meta -> meta.put(RELEASES, longer))))
                .isEqualTo("snapshot-not-justified");
    }

    @Test
    void a_root_that_its_forerunners_keys_did_not_sign_is_not_followed() {
        assertThat(refused(publication(publisher.attack().replaceRoot())))
                .isEqualTo("root-chain-broken");
        assertThat(refused(publication(publisher.attack().fastForward(ROOT, 3))))
                .isEqualTo("unjustified-root-version-skipped");
        assertThat(refused(publication(publisher.attack().equivocate(ROOT))))
                .isEqualTo("unjustified-equivocation");
    }

    @Test
    void an_older_root_does_not_come_back() {
        Bytes first = server.served(ROOT);
        server.accepts(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        Ask ask =
                snapshot(meta -> meta.put(ROOT, FileMeta.of(first)))
                        .and(ROOT, first)
                        .and(TARGETS, server.served(TARGETS));
        assertThat(refused(ask)).isEqualTo("root-rolled-back");
    }

    @Test
    void a_key_that_a_root_dropped_is_never_named_again() {
        PublicKey dropped = keyOf(TIMESTAMP);
        server.accepts(publisher.rotateTimestamp(server.newKey(TIMESTAMP).key()).publication());
        assertThat(
                        server.refused(
                                server.publication(
                                        publisher.rotateTimestamp(dropped).publication())))
                .isEqualTo("key-retired");
    }

    @Test
    void a_restored_database_gets_no_signature() {
        TrustedCollection backup = server.collection;
        List<Upload> next = publisher.addTarget("v2").publication();
        server.accepts(next);
        server.pass(Duration.ofDays(10));
        assertThat(server.refused(backup, server.renewal())).isEqualTo("base-unknown");
        assertThat(server.refused(backup, server.publication(next))).isEqualTo("base-unknown");
        assertThat(refused(timestamp(server.served(SNAPSHOT)).base(null)))
                .isEqualTo("base-unknown");
        assertThat(refused(timestamp(server.served(SNAPSHOT)).base(Bytes.utf8("?").sha256())))
                .isEqualTo("base-unknown");
    }

    @Test
    void versions_go_up_one_by_one() {
        Ask next = timestamp(server.served(SNAPSHOT));
        assertThat(refused(timestamp(server.served(SNAPSHOT), next.version + 1)))
                .isEqualTo("version-skipped");
        assertThat(judge(timestamp(server.served(SNAPSHOT), next.version - 1)))
                .isEqualTo(new Judgement.Behind(new Version(next.version - 1)));
        assertThat(judge(timestamp(server.served(SNAPSHOT), 1)))
                .isEqualTo(new Judgement.Behind(new Version(next.version - 1)));
    }

    @Test
    void a_timestamp_vouches_for_what_was_signed_here_and_is_not_replaced() {
        Bytes old = server.served(SNAPSHOT);
        server.accepts(publisher.addTarget("v2").publication());
        assertThat(refused(timestamp(old))).isEqualTo("snapshot-not-in-journal");
    }

    @Test
    void a_snapshot_by_our_key_that_the_journal_does_not_know_is_not_vouched_for() {
        SigningRequest stolen =
                snapshot(meta -> meta.put(RELEASES, FileMeta.of(Bytes.utf8("evil")))).request();
        SigningAnswer.Produced forged = server.desk.signUnasked(stolen);
        Bytes file = Dialect.NOTARY_V1.fileOf(forged.payload(), forged.signatures());
        assertThat(refused(timestamp(file))).isEqualTo("snapshot-not-in-journal");
    }

    @Test
    void a_timestamp_states_the_snapshots_bytes() {
        FileMeta honest = FileMeta.of(server.served(SNAPSHOT));
        FileMeta longer = new FileMeta(honest.length() + 1, honest.sha256(), honest.sha512());
        Ask ask = timestamp(server.served(SNAPSHOT));
        Timestamp lie = new Timestamp(new Version(ask.version), in(Duration.ofDays(9)), longer);
        assertThat(refused(ask.payload(payload(lie)))).isEqualTo("timestamp-not-justified");
        assertThat(refused(ask.evidence(List.of()))).isEqualTo("evidence-missing");
    }

    @Test
    void nothing_is_signed_for_the_past_or_for_too_far_a_future() {
        assertThat(refused(timestamp(server.served(SNAPSHOT), Duration.ofDays(15))))
                .isEqualTo("expiry-beyond-policy");
        assertThat(refused(timestamp(server.served(SNAPSHOT), Duration.ofSeconds(-1))))
                .isEqualTo("already-expired");
        assertThat(judge(timestamp(server.served(SNAPSHOT), Duration.ofDays(14))))
                .isInstanceOf(Judgement.Justified.class);
    }

    @Test
    void nothing_is_signed_while_the_clock_stands_before_what_was_signed() {
        server.pass(Duration.ofMinutes(-1));
        assertThat(judge(timestamp(server.served(SNAPSHOT))))
                .isInstanceOf(Judgement.Justified.class);
        server.pass(Duration.ofSeconds(-1));
        assertThat(refused(timestamp(server.served(SNAPSHOT)))).isEqualTo("clock-backwards");
    }

    @Test
    void fresh_timestamps_are_not_stock_piled() {
        Ask ask = timestamp(server.served(SNAPSHOT));
        for (int i = 0; i < 64; i++) {
            Ask next = timestamp(server.served(SNAPSHOT), ask.version + i);
            assertThat(server.desk.sign(next.request())).isInstanceOf(SigningAnswer.Produced.class);
        }
        Ask more = timestamp(server.served(SNAPSHOT), ask.version + 64);
        assertThat(refused(more)).isEqualTo("too-many-orphans");
        server.pass(Duration.ofHours(25));
        assertThat(judge(timestamp(server.served(SNAPSHOT), ask.version + 64)))
                .isInstanceOf(Judgement.Justified.class);
    }

    @Test
    void neither_earlier_lives_nor_any_but_the_next_are_signed_for() {
        Ask ask = timestamp(server.served(SNAPSHOT));
        assertThat(refused(ask.life(3))).isEqualTo("life-skipped");
        assertThat(refused(ask.life(2))).isEqualTo("base-unknown");
        assertThat(refused(ask.life(2).base(null))).isEqualTo("version-skipped");
    }

    @Test
    void a_new_life_cannot_be_begun_with_the_root_and_keys_of_the_last() {
        Ask ask = timestamp(server.served(SNAPSHOT), 1).life(2).base(null);
        assertThat(refused(ask)).isEqualTo("unjustified-key-of-earlier-life");
        Ask snapshot = snapshot(meta -> {});
        Ask again =
                new Ask(
                        new KeyPlace(server.gun, 2, SNAPSHOT),
                        1,
                        snapshot.keys,
                        payload(new Snapshot(Version.FIRST, in(Duration.ofDays(9)), meta())),
                        null,
                        List.of(
                                new Upload(ROOT, server.served(ROOT)),
                                new Upload(TARGETS, server.served(TARGETS)),
                                new Upload(RELEASES, server.served(RELEASES))));
        assertThat(refused(again)).isEqualTo("unjustified-key-of-earlier-life");
    }

    @Test
    void keys_are_made_for_the_next_life_at_most_and_few_of_them_wait() {
        KeyPlace next = new KeyPlace(server.gun, 2, TIMESTAMP);
        for (int i = 0; i < 8; i++) {
            server.desk.create(next, KeyAlgorithm.ECDSA);
        }
        assertThat(server.desk.refusalOfKey(next).orElseThrow().rule())
                .isEqualTo("too-many-unused-keys");
        assertThat(server.desk.refusalOfKey(new KeyPlace(server.gun, 2, SNAPSHOT))).isEmpty();
        assertThat(
                        server.desk
                                .refusalOfKey(new KeyPlace(server.gun, 3, TIMESTAMP))
                                .orElseThrow()
                                .rule())
                .isEqualTo("life-skipped");
        assertThat(
                        server.desk
                                .refusalOfKey(new KeyPlace(server.gun, 1, TARGETS))
                                .orElseThrow()
                                .rule())
                .isEqualTo("role-not-kept");
    }

    private Judgement judge(Ask ask) {
        return server.desk.judge(ask.request());
    }

    private String refused(Ask ask) {
        return judge(ask) instanceof Judgement.Refused refused
                ? refused.rule()
                : "not refused: " + judge(ask);
    }

    /** The snapshot that an upload would yield if all of it were believed. */
    private Ask publication(List<Upload> uploads) {
        Ask ask = snapshot(meta -> uploads.forEach(u -> meta.put(u.role(), FileMeta.of(u.file()))));
        for (Upload upload : uploads) {
            ask = ask.and(upload.role(), upload.file());
        }
        return ask.and(TARGETS, server.served(TARGETS)).and(RELEASES, server.served(RELEASES));
    }

    private Ask snapshot(Consumer<SortedMap<RoleName, FileMeta>> lie) {
        SortedMap<RoleName, FileMeta> meta = meta();
        lie.accept(meta);
        int version = next(SNAPSHOT);
        return new Ask(
                new KeyPlace(server.gun, 1, SNAPSHOT),
                version,
                keysOf(SNAPSHOT),
                payload(new Snapshot(new Version(version), in(Duration.ofDays(90)), meta)),
                current(TIMESTAMP).digest(),
                List.of(
                        new Upload(ROOT, server.served(ROOT)),
                        new Upload(SNAPSHOT, server.served(SNAPSHOT))));
    }

    private Ask timestamp(Bytes snapshotFile) {
        return timestamp(snapshotFile, next(TIMESTAMP));
    }

    private Ask timestamp(Bytes snapshotFile, int version) {
        return timestamp(snapshotFile, version, Duration.ofDays(14));
    }

    private Ask timestamp(Bytes snapshotFile, Duration validity) {
        return timestamp(snapshotFile, next(TIMESTAMP), validity);
    }

    private Ask timestamp(Bytes snapshotFile, int version, Duration validity) {
        return new Ask(
                new KeyPlace(server.gun, 1, TIMESTAMP),
                version,
                keysOf(TIMESTAMP),
                payload(
                        new Timestamp(
                                new Version(version), in(validity), FileMeta.of(snapshotFile))),
                current(TIMESTAMP).digest(),
                List.of(new Upload(ROOT, server.served(ROOT)), new Upload(SNAPSHOT, snapshotFile)));
    }

    private SortedMap<RoleName, FileMeta> meta() {
        Snapshot current =
                (Snapshot) PocketServer.read(SNAPSHOT, server.served(SNAPSHOT)).metadata();
        return new TreeMap<>(current.meta());
    }

    private int next(RoleName role) {
        return current(role).version().number() + 1;
    }

    private CurrentDocument current(RoleName role) {
        CurrentDocument current = server.collection.current(role);
        if (current == null) {
            throw new AssertionError("nothing is served for " + role);
        }
        return current;
    }

    private List<KeyId> keysOf(RoleName role) {
        return keysOf(server, role);
    }

    private static List<KeyId> keysOf(PocketServer of, RoleName role) {
        Root root = (Root) PocketServer.read(ROOT, of.served(ROOT)).metadata();
        return root.topLevel(role).ids();
    }

    private PublicKey keyOf(RoleName role) {
        Root root = (Root) PocketServer.read(ROOT, server.served(ROOT)).metadata();
        return root.topLevel(role).keys().values().iterator().next();
    }

    private Instant in(Duration time) {
        return server.now().plus(time);
    }

    private static Bytes payload(Metadata metadata) {
        return Dialect.NOTARY_V1.payloadOf(metadata);
    }

    /** A request on its way to being made worse. */
    private record Ask(
            KeyPlace place,
            int version,
            List<KeyId> keys,
            Bytes payload,
            @Nullable Sha256 base,
            List<Upload> evidence) {
        SigningRequest request() {
            return new SigningRequest(
                    place, new Version(version), keys, payload, Reason.PUBLISHED, base, evidence);
        }

        Ask payload(Bytes other) {
            return new Ask(place, version, keys, other, base, evidence);
        }

        Ask version(int other) {
            return new Ask(place, other, keys, payload, base, evidence);
        }

        Ask keys(List<KeyId> other) {
            return new Ask(place, version, other, payload, base, evidence);
        }

        Ask base(@Nullable Sha256 other) {
            return new Ask(place, version, keys, payload, other, evidence);
        }

        Ask evidence(List<Upload> other) {
            return new Ask(place, version, keys, payload, base, other);
        }

        Ask role(RoleName other) {
            return at(new KeyPlace(place.gun(), place.life(), other));
        }

        Ask life(int other) {
            return at(new KeyPlace(place.gun(), other, place.role()));
        }

        Ask and(RoleName role, Bytes file) {
            List<Upload> more = new ArrayList<>(evidence);
            more.add(new Upload(role, file));
            return evidence(more);
        }

        private Ask at(KeyPlace other) {
            return new Ask(other, version, keys, payload, base, evidence);
        }
    }
}
