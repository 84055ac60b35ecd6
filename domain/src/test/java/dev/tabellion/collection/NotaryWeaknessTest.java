package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.pocket.PocketFiles;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The weaknesses found in Notary's own server, by the number the facts give them: closed. */
class NotaryWeaknessTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final Story story = new Story("example.org/app");

    @Test
    void w6_3_a_reindented_snapshot_stays_reachable_and_the_root_stays_known() {
        PocketPublisher publisher = given_two_versions();

        story.accepted(publisher.reindent(RoleName.SNAPSHOT));

        Timestamp timestamp = (Timestamp) story.read(RoleName.TIMESTAMP).metadata();
        assertThat(timestamp.snapshot().describes(story.served(RoleName.SNAPSHOT))).isTrue();
        assertThat(story.refused(publisher.attack().replaceRoot()))
                .isEqualTo(new Rejection.RootChainBroken(2, 1, 0));
    }

    @Test
    void w6_4_a_reindented_role_is_named_by_its_own_bytes() {
        PocketPublisher publisher = story.publisherWithoutSnapshots();
        publisher
                .delegate(RELEASES.value(), PocketKey.ecdsa())
                .addTargetTo(RELEASES, "v1", Bytes.utf8("x"));
        story.accepted(publisher.firstPublication());

        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RELEASES)) {
            story.accepted(publisher.reindent(role));
            Snapshot snapshot = (Snapshot) story.read(RoleName.SNAPSHOT).metadata();
            assertThat(snapshot.meta()).containsEntry(role, FileMeta.of(story.served(role)));
        }
    }

    @Test
    void w6_4_a_snapshot_over_another_formatting_is_refused() {
        PocketPublisher publisher = given_two_versions();
        List<Upload> honest = publisher.addTarget("v3").publication();
        Bytes indented = PocketFiles.indented(honest.getFirst().file());
        assertThat(story.refused(List.of(new Upload(RoleName.TARGETS, indented), honest.getLast())))
                .isEqualTo(
                        new Rejection.DigestMismatch(
                                RoleName.TARGETS,
                                honest.getFirst().file().sha256(),
                                indented.sha256()));
    }

    @Test
    void w6_5_versions_do_not_run_ahead() {
        PocketPublisher publisher = given_two_versions();
        assertThat(story.refused(publisher.attack().fastForward(RoleName.TARGETS, 103)))
                .isEqualTo(new Rejection.VersionStepTooLarge(RoleName.TARGETS, 2, 103, 100));
        assertThat(
                        story.refused(
                                publisher
                                        .attack()
                                        .fastForward(RoleName.SNAPSHOT, Integer.MAX_VALUE)))
                .isEqualTo(
                        new Rejection.VersionTooHigh(
                                RoleName.SNAPSHOT,
                                Integer.MAX_VALUE,
                                story.policy().highestVersion()));
        story.accepted(publisher.attack().fastForward(RoleName.TARGETS, 102));
    }

    @Test
    void w6_6_a_snapshot_cannot_point_back() {
        PocketPublisher publisher = given_two_versions();
        assertThat(story.refused(publisher.attack().pointBack(RoleName.TARGETS)))
                .isEqualTo(new Rejection.VersionRollback(RoleName.TARGETS, 2, 1));
    }

    @Test
    void w6_6_a_snapshot_cannot_point_nowhere() {
        PocketPublisher publisher = given_two_versions();
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS)) {
            assertThat(story.refused(publisher.attack().pointNowhere(role)))
                    .isEqualTo(
                            new Rejection.DigestMismatch(
                                    role,
                                    Bytes.utf8("never published").sha256(),
                                    story.served(role).sha256()));
        }
    }

    @Test
    void w6_6_a_snapshot_cannot_lie_about_lengths() {
        PocketPublisher publisher = given_two_versions();
        Bytes targets = story.served(RoleName.TARGETS);
        FileMeta lie = new FileMeta(1, targets.sha256(), Sha256.sha512(targets));
        assertThat(
                        story.refused(
                                publisher
                                        .attack()
                                        .misstate(meta -> meta.put(RoleName.TARGETS, lie))))
                .isEqualTo(new Rejection.LengthMismatch(RoleName.TARGETS, 1, targets.length()));
    }

    @Test
    void w6_7_a_key_of_another_collection_is_refused_in_every_role() {
        given_two_versions();
        ManagedKey theirs = story.newKey(RoleName.TIMESTAMP);
        Story mallory = new Story("example.org/mallory", story.signer);

        assertThat(
                        mallory.refused(
                                PocketPublisher.of(mallory.gun, mallory.clock())
                                        .withServerKeys(theirs.key())
                                        .firstPublication()))
                .isEqualTo(misplaced(theirs, RoleName.TIMESTAMP));
        assertThat(
                        mallory.refused(
                                PocketPublisher.of(mallory.gun, mallory.clock())
                                        .withServerKeys(
                                                mallory.newKey(RoleName.TIMESTAMP).key(),
                                                theirs.key())
                                        .firstPublication()))
                .isEqualTo(misplaced(theirs, RoleName.SNAPSHOT));
    }

    @Test
    void w6_7_a_key_of_ours_is_refused_at_another_role_of_its_own_collection() {
        ManagedKey ours = story.newKey(RoleName.TIMESTAMP);
        PocketKey stolen =
                new PocketKey(PocketKey.ed25519().pair(), ours.key(), ours.id(), "eddsa");
        PocketPublisher publisher =
                story.publisher().holding(RoleName.TARGETS, PocketKey.ecdsa(), stolen);
        assertThat(story.refused(publisher.firstPublication()))
                .isEqualTo(misplaced(ours, RoleName.TARGETS));
    }

    @Test
    void w6_7_a_key_of_ours_is_refused_in_a_delegation() {
        ManagedKey ours = story.newKey(RoleName.TIMESTAMP);
        PocketKey stolen =
                new PocketKey(PocketKey.ed25519().pair(), ours.key(), ours.id(), "eddsa");
        PocketPublisher publisher = story.publisher().delegate(RELEASES.value(), stolen);
        assertThat(story.refused(publisher.firstPublication()))
                .isEqualTo(misplaced(ours, RELEASES));
    }

    @Test
    void w6_9_a_root_can_be_rotated_after_its_certificate_has_ended() {
        PocketPublisher publisher = given_two_versions();
        story.pass(Duration.ofDays(365 * 11));
        publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).restage(RoleName.TARGETS);
        story.accepted(publisher.publication());
        assertThat(story.read(RoleName.ROOT).metadata().version().number()).isEqualTo(2);
    }

    private PocketPublisher given_two_versions() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.addTarget("v1").firstPublication());
        story.accepted(publisher.addTarget("v2").publication());
        return publisher;
    }

    private Rejection misplaced(ManagedKey key, RoleName found) {
        return new Rejection.ManagedKeyMisplaced(
                key.id(), found, story.gun.value(), RoleName.TIMESTAMP);
    }
}
