package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Documents that are refused for who signed them, or could not have. */
class SignatureRefusalTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final RoleName STABLE = new RoleName("targets/releases/stable");

    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisherOfThreeVersions();

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
                .isEqualTo(new Rejection.RootChainBroken(2, 1, 0));
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
}
