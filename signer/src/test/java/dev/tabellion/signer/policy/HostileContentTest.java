package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a hostile server would have signed that no publisher wanted. Snapshots are ours here. */
class HostileContentTest {
    private static final RoleName ROOT = RoleName.ROOT;
    private static final RoleName TARGETS = RoleName.TARGETS;
    private static final RoleName SNAPSHOT = RoleName.SNAPSHOT;
    private static final RoleName TIMESTAMP = RoleName.TIMESTAMP;
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final HostileServer hostile = new HostileServer();
    private final PocketServer server = hostile.server;
    private final PocketPublisher publisher = hostile.publisher;

    @Test
    void its_honest_neighbour_gets_what_it_asks_for() {
        assertThat(hostile.judge(hostile.snapshot(meta -> {})))
                .isInstanceOf(Judgement.Justified.class);
        assertThat(hostile.judge(hostile.timestamp(server.served(SNAPSHOT))))
                .isInstanceOf(Judgement.Justified.class);
    }

    @Test
    void another_collections_documents_justify_nothing() {
        PocketServer other = server.beside("example.org/other");
        PocketPublisher theirs = other.publisherWithoutSnapshots();
        other.accepts(theirs.addTarget("evil").firstPublication());
        other.accepts(theirs.addTarget("worse").publication());

        Ask mixed =
                hostile.snapshot(meta -> meta.put(TARGETS, FileMeta.of(other.served(TARGETS))))
                        .and(TARGETS, other.served(TARGETS))
                        .and(TARGETS, server.served(TARGETS));
        assertThat(hostile.refused(mixed)).isEqualTo("unjustified-below-threshold");
        Ask wholly =
                hostile.snapshot(
                                meta -> {
                                    meta.put(ROOT, FileMeta.of(other.served(ROOT)));
                                    meta.put(TARGETS, FileMeta.of(other.served(TARGETS)));
                                })
                        .and(ROOT, other.served(ROOT))
                        .and(TARGETS, other.served(TARGETS))
                        .and(TARGETS, server.served(TARGETS));
        assertThat(hostile.refused(wholly)).isEqualTo("unjustified-no-root-certificate");
        assertThat(
                        hostile.refused(
                                hostile.timestamp(other.served(SNAPSHOT))
                                        .and(ROOT, other.served(ROOT))))
                .isEqualTo("unjustified-no-root-certificate");
    }

    @Test
    void a_first_root_that_names_keys_of_another_collection_is_not_signed_for() {
        PocketServer other = server.beside("example.org/other");
        PocketPublisher thief =
                PocketPublisher.of(
                                other.gun,
                                java.time.Clock.fixed(server.now(), java.time.ZoneOffset.UTC))
                        .withServerKeys(hostile.keyOf(TIMESTAMP), hostile.keyOf(SNAPSHOT));
        List<Upload> uploads = thief.firstPublication();
        SortedMap<RoleName, FileMeta> meta = new TreeMap<>();
        uploads.forEach(upload -> meta.put(upload.role(), FileMeta.of(upload.file())));
        Ask ask =
                new Ask(
                        new KeyPlace(other.gun, 1, SNAPSHOT),
                        1,
                        hostile.keysOf(SNAPSHOT),
                        HostileServer.payload(
                                new Snapshot(Version.FIRST, hostile.in(Duration.ofDays(9)), meta)),
                        null,
                        uploads);
        assertThat(hostile.refused(ask)).isEqualTo("unjustified-managed-key-misplaced");
    }

    @Test
    void what_no_threshold_of_publishers_signed_is_not_in_a_snapshot() {
        assertThat(
                        hostile.refused(
                                hostile.publication(publisher.attack().signWithStranger(TARGETS))))
                .isEqualTo("unjustified-below-threshold");
        assertThat(
                        hostile.refused(
                                hostile.publication(publisher.attack().signWithStranger(RELEASES))))
                .isEqualTo("unjustified-below-threshold");
        assertThat(hostile.refused(hostile.publication(publisher.attack().expire(TARGETS))))
                .isEqualTo("unjustified-expired");
    }

    @Test
    void an_older_document_does_not_come_back() {
        Bytes first = publisher.publishedAs(TARGETS).getFirst();
        Ask ask = hostile.snapshot(meta -> meta.put(TARGETS, FileMeta.of(first)));
        assertThat(hostile.refused(ask.and(TARGETS, first).and(TARGETS, server.served(TARGETS))))
                .isEqualTo("unjustified-version-rollback");
        assertThat(hostile.refused(ask.and(TARGETS, first))).isEqualTo("evidence-missing");
    }

    @Test
    void a_document_that_nobody_shows_is_not_in_a_snapshot() {
        Ask ask = hostile.snapshot(meta -> meta.put(TARGETS, FileMeta.of(Bytes.utf8("unseen"))));
        assertThat(hostile.refused(ask)).isEqualTo("evidence-missing");
        assertThat(hostile.refused(hostile.snapshot(meta -> {}).evidence(List.of())))
                .isEqualTo("evidence-missing");
    }

    @Test
    void a_snapshot_neither_drops_nor_invents_nor_misstates() {
        assertThat(hostile.refused(hostile.snapshot(meta -> meta.remove(RELEASES))))
                .isEqualTo("snapshot-not-justified");
        assertThat(hostile.refused(hostile.snapshot(meta -> meta.remove(ROOT))))
                .isEqualTo("not-a-document");
        RoleName invented = new RoleName("targets/invented");
        Bytes file = server.served(RELEASES);
        assertThat(
                        hostile.refused(
                                hostile.snapshot(meta -> meta.put(invented, FileMeta.of(file)))
                                        .and(invented, file)
                                        .and(TARGETS, server.served(TARGETS))))
                .isEqualTo("unjustified-not-delegated");
        FileMeta honest = FileMeta.of(server.served(RELEASES));
        FileMeta longer = new FileMeta(honest.length() + 1, honest.sha256(), honest.sha512());
        assertThat(hostile.refused(hostile.snapshot(meta -> meta.put(RELEASES, longer))))
                .isEqualTo("snapshot-not-justified");
    }

    @Test
    void a_root_that_its_forerunners_keys_did_not_sign_is_not_followed() {
        assertThat(hostile.refused(hostile.publication(publisher.attack().replaceRoot())))
                .isEqualTo("root-chain-broken");
        assertThat(hostile.refused(hostile.publication(publisher.attack().fastForward(ROOT, 3))))
                .isEqualTo("unjustified-root-version-skipped");
        assertThat(hostile.refused(hostile.publication(publisher.attack().equivocate(ROOT))))
                .isEqualTo("unjustified-equivocation");
    }

    @Test
    void an_older_root_does_not_come_back() {
        Bytes first = server.served(ROOT);
        server.accepts(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        Ask ask =
                hostile.snapshot(meta -> meta.put(ROOT, FileMeta.of(first)))
                        .and(ROOT, first)
                        .and(TARGETS, server.served(TARGETS));
        assertThat(hostile.refused(ask)).isEqualTo("root-rolled-back");
    }

    @Test
    void a_timestamp_vouches_for_what_was_signed_here_and_is_not_replaced() {
        Bytes old = server.served(SNAPSHOT);
        server.accepts(publisher.addTarget("v2").publication());
        assertThat(hostile.refused(hostile.timestamp(old))).isEqualTo("snapshot-not-in-journal");
    }

    @Test
    void a_snapshot_by_our_key_that_the_journal_does_not_know_is_not_vouched_for() {
        SigningRequest stolen =
                hostile.snapshot(meta -> meta.put(RELEASES, FileMeta.of(Bytes.utf8("evil"))))
                        .request();
        SigningAnswer.Produced forged = server.desk.signUnasked(stolen);
        Bytes file = Dialect.NOTARY_V1.fileOf(forged.payload(), forged.signatures());
        assertThat(hostile.refused(hostile.timestamp(file))).isEqualTo("snapshot-not-in-journal");
    }

    @Test
    void a_timestamp_states_the_snapshots_bytes() {
        FileMeta honest = FileMeta.of(server.served(SNAPSHOT));
        FileMeta longer = new FileMeta(honest.length() + 1, honest.sha256(), honest.sha512());
        Ask ask = hostile.timestamp(server.served(SNAPSHOT));
        Timestamp lie =
                new Timestamp(new Version(ask.version()), hostile.in(Duration.ofDays(9)), longer);
        assertThat(hostile.refused(ask.payload(HostileServer.payload(lie))))
                .isEqualTo("timestamp-not-justified");
        assertThat(hostile.refused(ask.evidence(List.of()))).isEqualTo("evidence-missing");
    }
}
