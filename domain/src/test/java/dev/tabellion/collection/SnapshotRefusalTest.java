package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Snapshots that are refused for what they say, and publications for want of one. */
class SnapshotRefusalTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisherOfThreeVersions();

    @Test
    void a_snapshot_that_leaves_out_an_uploaded_role() {
        publisher.delegate(RELEASES.value(), PocketKey.ecdsa());
        story.accepted(publisher.publication());
        List<Upload> uploads = new ArrayList<>(publisher.publicationOf(RELEASES));
        uploads.addAll(publisher.attack().dropFromSnapshot(RELEASES));
        assertThat(story.refused(uploads)).isEqualTo(new Rejection.MissingFromSnapshot(RELEASES));
    }

    @Test
    void a_first_publication_without_targets() {
        Story other = new Story("example.org/other");
        List<Upload> uploads =
                new ArrayList<>(other.publisherWithoutSnapshots().firstPublication());
        uploads.removeLast();
        assertThat(other.refused(uploads))
                .isEqualTo(new Rejection.MissingFromSnapshot(RoleName.TARGETS));
    }

    @Test
    void a_snapshot_that_names_a_role_nobody_published() {
        assertThat(story.refused(publisher.attack().pointNowhere(RELEASES)))
                .isEqualTo(
                        new Rejection.UnknownToCollection(
                                RELEASES, Bytes.utf8("never published").sha256()));
    }

    @Test
    void a_snapshot_that_drops_a_role_still_delegated() {
        publisher
                .delegate(RELEASES.value(), PocketKey.ecdsa())
                .addTargetTo(RELEASES, "v1", Bytes.utf8("x"));
        story.accepted(publisher.publication());
        assertThat(story.refused(publisher.attack().dropFromSnapshot(RELEASES)))
                .isEqualTo(new Rejection.RemovedFromSnapshot(RELEASES));
    }

    @Test
    void a_wrong_sha512_beside_a_right_sha256() {
        Bytes targets = story.served(RoleName.TARGETS);
        FileMeta lie = new FileMeta(targets.length(), targets.sha256(), Bytes.hex("00".repeat(64)));
        assertThat(
                        story.refused(
                                publisher
                                        .attack()
                                        .misstate(meta -> meta.put(RoleName.TARGETS, lie))))
                .isEqualTo(new Rejection.Sha512Mismatch(RoleName.TARGETS));
    }

    @Test
    void no_snapshot_though_its_key_is_the_publishers() {
        List<Upload> uploads = new ArrayList<>(publisher.addTarget("v4").publication());
        uploads.removeLast();
        assertThat(story.refused(uploads))
                .isEqualTo(
                        new Rejection.SnapshotMissing(
                                List.of(publisher.keysOf(RoleName.SNAPSHOT).getFirst().id())));
    }

    @Test
    void a_snapshot_though_its_key_is_ours() {
        Story other = new Story("example.org/other");
        PocketPublisher trusting = other.publisherWithoutSnapshots();
        other.accepted(trusting.firstPublication());
        assertThat(other.refused(trusting.attack().signWithStranger(RoleName.SNAPSHOT)))
                .isInstanceOfSatisfying(
                        Rejection.BelowThreshold.class,
                        r -> assertThat(r.role()).isEqualTo(RoleName.SNAPSHOT));
    }
}
