package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every refusal a publisher can provoke, with its numbers. */
class RefusalTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final RoleName STABLE = new RoleName("targets/releases/stable");

    private final Story story = new Story("example.org/app");
    private PocketPublisher publisher = story.publisher();

    @BeforeEach
    void given_three_versions() {
        story.accepted(publisher.addTarget("v1").firstPublication());
        story.accepted(publisher.addTarget("v2").publication());
        story.accepted(publisher.addTarget("v3").publication());
    }

    @Test
    void unreadable_bytes() {
        assertThat(refused(new Upload(RoleName.TARGETS, Bytes.utf8("{"))))
                .isInstanceOfSatisfying(
                        Rejection.Unreadable.class,
                        r -> assertThat(r.role()).isEqualTo(RoleName.TARGETS));
    }

    @Test
    void bytes_of_another_role() {
        Bytes root = story.served(RoleName.ROOT);
        assertThat(refused(new Upload(RoleName.TARGETS, root)))
                .isInstanceOfSatisfying(
                        Rejection.Malformed.class,
                        r -> assertThat(r.role()).isEqualTo(RoleName.TARGETS));
    }

    @Test
    void of_several_faulty_parts_the_unreadable_one_in_any_order() {
        Upload unreadable = new Upload(RoleName.SNAPSHOT, Bytes.utf8("{"));
        Upload malformed = new Upload(RoleName.ROOT, story.served(RoleName.TARGETS));
        Rejection why = story.refused(List.of(malformed, unreadable));
        assertThat(why)
                .isInstanceOf(Rejection.Unreadable.class)
                .isEqualTo(story.refused(List.of(unreadable, malformed)));
    }

    @Test
    void a_role_the_dialect_does_not_know() {
        assertThat(refused(new Upload(new RoleName("releases"), story.served(RoleName.TARGETS))))
                .isEqualTo(new Rejection.InvalidRole("releases"));
    }

    @Test
    void a_first_publication_without_a_root() {
        Story empty = new Story("example.org/empty");
        assertThat(empty.refused(List.of())).isEqualTo(new Rejection.NoRoot());
        assertThat(empty.refused(publisher.publication())).isEqualTo(new Rejection.NoRoot());
    }

    @Test
    void a_root_version_left_out() {
        assertThat(story.refused(publisher.attack().fastForward(RoleName.ROOT, 3)))
                .isEqualTo(new Rejection.RootVersionSkipped(1, 3));
        Story other = new Story("example.org/other");
        PocketPublisher first = other.publisher();
        first.firstPublication();
        assertThat(other.refused(first.attack().fastForward(RoleName.ROOT, 3)))
                .isEqualTo(new Rejection.RootVersionSkipped(0, 3));
    }

    @Test
    void a_root_without_a_certificate_for_the_collection() {
        Story other = new Story("example.org/other");
        PocketPublisher bare = other.publisher().holding(RoleName.ROOT, PocketKey.ecdsa());
        assertThat(other.refused(bare.firstPublication()))
                .isEqualTo(new Rejection.NoRootCertificate(1));
        PocketPublisher foreign =
                other.publisher().holding(RoleName.ROOT, publisher.certified(PocketKey.ecdsa()));
        assertThat(other.refused(foreign.firstPublication()))
                .isEqualTo(new Rejection.NoRootCertificate(1));
    }

    @Test
    void too_few_signatures_on_each_role() {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            assertThat(story.refused(publisher.attack().signWithTooFew(role)))
                    .isEqualTo(new Rejection.BelowThreshold(role, 1, 0, List.of()));
            assertThat(story.refused(publisher.attack().signWithStranger(role)))
                    .isInstanceOfSatisfying(
                            Rejection.BelowThreshold.class,
                            r -> assertThat(r.offered()).hasSize(1));
        }
    }

    @Test
    void a_root_the_old_root_did_not_sign() {
        assertThat(story.refused(publisher.attack().replaceRoot()))
                .isEqualTo(new Rejection.RootChainBroken(1, 0));
    }

    @Test
    void a_delegation_nobody_made() {
        publisher.delegate(RELEASES.value(), PocketKey.ecdsa());
        assertThat(story.refused(publisher.publicationOf(RELEASES)))
                .isEqualTo(new Rejection.NotDelegated(RELEASES));
        assertThat(story.refused(publisher.publicationOf(STABLE)))
                .isEqualTo(new Rejection.NotDelegated(STABLE));
    }

    @Test
    void a_delegation_below_one_that_was_taken_back() {
        publisher
                .delegate(RELEASES.value(), PocketKey.ecdsa())
                .delegate(STABLE.value(), PocketKey.ecdsa());
        story.accepted(publisher.publication());
        story.accepted(publisher.undelegate(RELEASES.value()).publication());
        assertThat(story.refused(publisher.publicationOf(STABLE)))
                .isEqualTo(new Rejection.NotDelegated(RELEASES));
    }

    @Test
    void a_stored_parent_signed_by_keys_of_yesterday() {
        publisher
                .delegate(RELEASES.value(), PocketKey.ecdsa())
                .delegate(STABLE.value(), PocketKey.ecdsa());
        story.accepted(publisher.publication());
        publisher.undelegate(RELEASES.value()).delegate(RELEASES.value(), PocketKey.ecdsa());
        story.accepted(publisher.publication());
        assertThat(story.refused(publisher.publicationOf(STABLE)))
                .isInstanceOfSatisfying(
                        Rejection.BelowThreshold.class,
                        r -> assertThat(r.role()).isEqualTo(RELEASES));
    }

    @Test
    void a_key_under_a_name_that_is_not_its_own() {
        PocketKey key = PocketKey.ecdsa();
        Story other = new Story("example.org/other");
        PocketPublisher first = other.publisher().holding(RoleName.TARGETS, key.called("mine"));
        assertThat(other.refused(first.firstPublication()))
                .isEqualTo(
                        new Rejection.Malformed(
                                RoleName.ROOT, "keys: the id of mine is " + key.id()));
    }

    @Test
    void a_misnamed_key_deep_in_a_delegation() {
        PocketKey releases = PocketKey.ecdsa();
        publisher.delegate(RELEASES.value(), releases);
        story.accepted(publisher.publication());
        publisher.delegate(STABLE.value(), PocketKey.ecdsa().called(releases.id().value()));
        assertThat(story.refused(publisher.publication()))
                .isInstanceOfSatisfying(
                        Rejection.Malformed.class, r -> assertThat(r.role()).isEqualTo(RELEASES));
    }

    @Test
    void new_keys_for_targets_without_targets_signed_by_them() {
        List<Upload> uploads = new ArrayList<>();
        for (Upload upload : publisher.rotateTargets(PocketKey.ecdsa()).publication()) {
            if (!upload.role().equals(RoleName.TARGETS)) {
                uploads.add(upload);
            }
        }
        assertThat(story.refused(uploads))
                .isInstanceOfSatisfying(
                        Rejection.BelowThreshold.class,
                        r -> assertThat(r.role()).isEqualTo(RoleName.TARGETS));
    }

    @Test
    void an_expired_document_of_each_role() {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            assertThat(story.refused(publisher.attack().expire(role)))
                    .isEqualTo(new Rejection.Expired(role, story.now().minusSeconds(1)));
        }
    }

    @Test
    void a_document_valid_for_longer_than_the_policy() {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            Duration longest =
                    role.equals(RoleName.ROOT)
                            ? story.policy().longestRoot()
                            : story.policy().longestOther();
            Instant expires = story.now().plus(longest).plusSeconds(1);
            assertThat(story.refused(publisher.attack().expireAt(role, expires)))
                    .isEqualTo(new Rejection.ExpiresTooLate(role, expires, longest));
        }
    }

    @Test
    void a_rollback_of_targets_and_of_the_snapshot() {
        assertThat(story.refused(publisher.attack().rollBack(RoleName.TARGETS)))
                .isEqualTo(new Rejection.VersionRollback(RoleName.TARGETS, 3, 2));
        assertThat(story.refused(publisher.attack().rollBack(RoleName.SNAPSHOT)))
                .isEqualTo(new Rejection.VersionRollback(RoleName.SNAPSHOT, 3, 2));
        assertThat(story.refused(publisher.attack().replay(RoleName.TARGETS)))
                .isEqualTo(new Rejection.VersionRollback(RoleName.TARGETS, 3, 2));
    }

    @Test
    void other_bytes_under_a_published_version() {
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            assertThat(story.refused(publisher.attack().equivocate(role)))
                    .isInstanceOfSatisfying(
                            Rejection.Equivocation.class,
                            r -> {
                                assertThat(r.role()).isEqualTo(role);
                                assertThat(r.version()).isEqualTo(publisher.versionOf(role));
                                assertThat(r.published()).isEqualTo(story.served(role).sha256());
                            });
        }
    }

    @Test
    void the_very_bytes_again() {
        List<Upload> uploads = new ArrayList<>(publisher.publication());
        uploads.add(new Upload(RoleName.TARGETS, story.served(RoleName.TARGETS)));
        assertThat(story.refused(uploads))
                .isEqualTo(new Rejection.AlreadyPublished(RoleName.TARGETS, 3));
    }

    @Test
    void versions_are_judged_after_signatures() {
        List<Upload> both = new ArrayList<>(publisher.attack().rollBack(RoleName.TARGETS));
        both.removeLast();
        both.addAll(publisher.attack().signWithStranger(RoleName.SNAPSHOT));
        assertThat(story.refused(both)).isInstanceOf(Rejection.BelowThreshold.class);
    }

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

    @Test
    void a_threshold_out_of_reach() {
        Story other = new Story("example.org/other");
        PocketPublisher publisher =
                other.publisher().holding(RoleName.SNAPSHOT, 2, PocketKey.ecdsa());
        assertThat(other.refused(publisher.firstPublication()))
                .isEqualTo(new Rejection.ThresholdUnreachable(RoleName.SNAPSHOT, 2, 1));
    }

    @Test
    void a_threshold_out_of_reach_because_the_keys_are_one() {
        Story other = new Story("example.org/other");
        PocketKey key = PocketKey.ecdsa();
        PocketPublisher publisher = other.publisher();
        publisher.holding(RoleName.SNAPSHOT, 2, key, publisher.certified(key));
        assertThat(other.refused(publisher.firstPublication()))
                .isEqualTo(new Rejection.ThresholdUnreachable(RoleName.SNAPSHOT, 2, 1));
    }

    @Test
    void the_signers_no_is_told_in_events() {
        story.signer.seal();
        Decision decision = story.when(story.publish(publisher.addTarget("v4").publication()));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        r -> {
                            assertThat(r.why())
                                    .isEqualTo(
                                            new Rejection.SignerRefused(
                                                    RoleName.TIMESTAMP, "sealed", null));
                            assertThat(r.events())
                                    .extracting(CollectionEvent::getClass)
                                    .containsExactly(SigningRequested.class, SigningRefused.class);
                        });
    }

    @Test
    void a_signature_made_before_the_signers_no_is_told_too() {
        Story other = new Story("example.org/other");
        List<Upload> uploads = other.publisherWithoutSnapshots().firstPublication();
        Decision.SignatureWanted snapshot =
                (Decision.SignatureWanted) other.decide(other.publish(uploads));
        Decision timestamp = snapshot.then().apply(other.signer.sign(snapshot.request()));
        other.signer.seal();
        assertThat(Story.settle(timestamp, other.signer))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        r ->
                                assertThat(r.events())
                                        .extracting(CollectionEvent::getClass)
                                        .containsExactly(
                                                SigningRequested.class,
                                                SignatureProduced.class,
                                                SigningRequested.class,
                                                SigningRefused.class));
    }

    @Test
    void a_timestamp_key_the_server_never_made() {
        Story other = new Story("example.org/other");
        PocketKey foreign = PocketKey.ecdsa();
        PocketPublisher own =
                PocketPublisher.of(other.gun, other.clock()).holding(RoleName.TIMESTAMP, foreign);
        assertThat(other.refused(own.firstPublication()))
                .isEqualTo(new Rejection.ForeignTimestampKey(foreign.id()));
        assertThat(new PocketSigner().placeOf(foreign.key())).isNull();
    }

    private Rejection refused(Upload upload) {
        return story.refused(List.of(upload));
    }
}
