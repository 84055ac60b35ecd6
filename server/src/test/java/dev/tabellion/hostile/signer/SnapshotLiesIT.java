package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.RELEASES;
import static dev.tabellion.hostile.signer.Siege.ROOT;
import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static dev.tabellion.hostile.signer.Siege.TEAM;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a snapshot of ours would say that no threshold of publishers said. */
@ExtendWith(SharedSigner.class)
class SnapshotLiesIT {
    private final AttackedSigner signer;
    private final Siege siege;
    private final PocketServer server;
    private final PocketPublisher publisher;
    private final PocketIntruder intruder;

    SnapshotLiesIT(AttackedSigner signer) {
        this.signer = signer;
        this.siege = Siege.ofOurSnapshots(signer);
        this.server = siege.server();
        this.publisher = siege.publisher();
        this.intruder = siege.intruder();
    }

    @Test
    void what_too_few_signed_is_not_in_it() {
        for (RoleName role : List.of(TARGETS, RELEASES, TEAM)) {
            refused("unjustified-below-threshold", publisher.attack().signWithStranger(role));
        }
        refused("unjustified-below-threshold", publisher.attack().signWithTooFew(TEAM));
        refused("unjustified-below-threshold", publisher.attack().signWithTooFew(TARGETS));
    }

    @Test
    void what_has_expired_or_is_too_far_ahead_is_not_in_it() {
        refused("unjustified-expired", publisher.attack().expire(TARGETS));
        refused("unjustified-expired", publisher.attack().expire(RELEASES));
        refused(
                "unjustified-version-step-too-large",
                publisher.attack().fastForward(TARGETS, publisher.versionOf(TARGETS) + 101));
        refused(
                "unjustified-version-too-high",
                publisher.attack().fastForward(RELEASES, Integer.MAX_VALUE));
    }

    @Test
    void what_was_published_before_does_not_come_back() {
        for (Bytes older : publisher.publishedAs(TARGETS).subList(0, 3)) {
            assertThat(siege.refused(intruder.snapshotNaming(TARGETS, older)))
                    .isEqualTo("unjustified-version-rollback");
        }
        refused("unjustified-version-rollback", publisher.attack().rollBack(TARGETS));
        refused("unjustified-equivocation", publisher.attack().equivocate(TARGETS));
        refused("unjustified-equivocation", publisher.attack().equivocate(TEAM));
    }

    @Test
    void what_nobody_shows_is_not_in_it() {
        FileMeta unseen = FileMeta.of(Bytes.utf8("unseen"));
        assertThat(siege.refused(intruder.snapshot(meta -> meta.put(TARGETS, unseen))))
                .isEqualTo("evidence-missing");
        assertThat(siege.refused(intruder.snapshot(_ -> {}).evidence(List.of())))
                .isEqualTo("evidence-missing");
        Bytes first = publisher.publishedAs(TARGETS).getFirst();
        PocketAsk withoutTheLast =
                intruder.snapshot(meta -> meta.put(TARGETS, FileMeta.of(first)))
                        .and(TARGETS, first);
        assertThat(siege.refused(withoutTheLast)).isEqualTo("evidence-missing");
    }

    @Test
    void it_neither_drops_nor_invents_nor_misstates() {
        for (RoleName role : List.of(RELEASES, TEAM)) {
            assertThat(siege.refused(intruder.snapshot(meta -> meta.remove(role))))
                    .isEqualTo("snapshot-not-justified");
        }
        assertThat(siege.refused(intruder.snapshot(meta -> meta.remove(TARGETS))))
                .isEqualTo("not-a-document");
        RoleName invented = new RoleName("targets/invented");
        assertThat(siege.refused(intruder.snapshotNaming(invented, server.served(RELEASES))))
                .isEqualTo("unjustified-not-delegated");
        RoleName below = new RoleName("targets/releases/below");
        assertThat(siege.refused(intruder.snapshotNaming(below, server.served(RELEASES))))
                .isEqualTo("unjustified-not-delegated");
        FileMeta honest = FileMeta.of(server.served(RELEASES));
        for (FileMeta lie :
                List.of(
                        new FileMeta(honest.length() + 1, honest.sha256(), honest.sha512()),
                        new FileMeta(honest.length(), honest.sha256(), null),
                        new FileMeta(
                                honest.length(),
                                honest.sha256(),
                                FileMeta.of(Bytes.utf8("?")).sha512()))) {
            assertThat(siege.refused(intruder.snapshot(meta -> meta.put(RELEASES, lie))))
                    .isEqualTo("snapshot-not-justified");
        }
        Bytes timestamp = server.served(Siege.TIMESTAMP);
        assertThat(siege.refused(intruder.snapshotNaming(Siege.TIMESTAMP, timestamp)))
                .isIn("unjustified-invalid-role", "not-a-document");
        assertThat(siege.refused(intruder.snapshotNaming(SNAPSHOT, server.served(SNAPSHOT))))
                .isIn("unjustified-invalid-role", "not-a-document");
    }

    @Test
    void another_collections_documents_are_not_in_it() {
        var other = Siege.ofOurSnapshots(signer).server();
        for (RoleName role : List.of(TARGETS, RELEASES, TEAM)) {
            assertThat(siege.refused(intruder.snapshotNaming(role, other.served(role))))
                    .isEqualTo("unjustified-below-threshold");
        }
        PocketAsk wholly =
                intruder.snapshot(
                        meta ->
                                Map.of(ROOT, other.served(ROOT), TARGETS, other.served(TARGETS))
                                        .forEach(
                                                (role, file) -> meta.put(role, FileMeta.of(file))));
        assertThat(
                        siege.refused(
                                wholly.and(ROOT, other.served(ROOT))
                                        .and(TARGETS, other.served(TARGETS))
                                        .and(TARGETS, server.served(TARGETS))))
                .startsWith("unjustified-");
    }

    @Test
    void what_a_dropped_key_signed_does_not_come_back() {
        Bytes releasesByOldKey = publisher.publicationOf(RELEASES).getFirst().file();
        Bytes targetsByOldKey = publisher.attack().fastForward(TARGETS, 9).getFirst().file();
        server.accepts(
                publisher
                        .rotateTargets(PocketKey.ecdsa())
                        .delegate("targets/releases", PocketKey.ecdsa())
                        .publication());
        assertThat(siege.refused(intruder.snapshotNaming(TARGETS, targetsByOldKey)))
                .isEqualTo("unjustified-below-threshold");
        assertThat(siege.refused(intruder.snapshotNaming(RELEASES, releasesByOldKey)))
                .isEqualTo("unjustified-below-threshold");
    }

    @Test
    void new_and_old_documents_are_not_mixed_where_keys_changed_between_them() {
        List<Upload> rotation = publisher.rotateTargets(PocketKey.ecdsa()).publication();
        for (var part : rotation) {
            String rule = siege.refused(intruder.snapshotNaming(part.role(), part.file()));
            assertThat(rule).isEqualTo("unjustified-below-threshold");
        }
        server.accepts(rotation);
        Bytes before = publisher.publishedAs(TARGETS).get(publisher.versionOf(TARGETS) - 2);
        assertThat(siege.refused(intruder.snapshotNaming(TARGETS, before)))
                .isIn("unjustified-version-rollback", "unjustified-below-threshold");
    }

    private void refused(String rule, List<Upload> uploads) {
        assertThat(siege.refused(intruder.publication(uploads))).isEqualTo(rule);
    }
}
