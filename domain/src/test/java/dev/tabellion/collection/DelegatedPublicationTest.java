package dev.tabellion.collection;

import static dev.tabellion.collection.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Publications of and by those to whom the targets role delegated. */
class DelegatedPublicationTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final RoleName STABLE = new RoleName("targets/releases/stable");

    private final Story story = new Story("example.org/app");

    @Test
    void a_holder_of_a_delegation_publishes_alone_where_snapshots_are_ours() {
        PocketPublisher publisher = story.publisherWithoutSnapshots();
        story.accepted(publisher.delegate(RELEASES.value(), PocketKey.rsa()).firstPublication());
        publisher.addTargetTo(RELEASES, "v1", Bytes.utf8("x"));

        List<CollectionEvent> events = story.accepted(publisher.publicationOf(RELEASES));

        assertThat(told(events)).startsWith("targets/releases 1 PUBLISHER", "asked snapshot 2");
        assertThat(((Snapshot) story.read(RoleName.SNAPSHOT).metadata()).meta())
                .containsOnlyKeys(RoleName.ROOT, RoleName.TARGETS, RELEASES);
    }

    @Test
    void nested_delegations_are_judged_from_shallow_to_deep() {
        PocketPublisher publisher = story.publisher();
        publisher
                .delegate(RELEASES.value(), PocketKey.ed25519())
                .delegate(STABLE.value(), PocketKey.ecdsa("secp384r1"))
                .addTargetTo(STABLE, "v1", Bytes.utf8("x"));

        List<CollectionEvent> events = story.accepted(publisher.firstPublication());

        assertThat(told(events))
                .contains(
                        "keys targets targets/releases 0>1",
                        "keys targets/releases targets/releases/stable 0>1")
                .containsSubsequence(
                        "targets 1 PUBLISHER",
                        "targets/releases 1 PUBLISHER",
                        "targets/releases/stable 1 PUBLISHER",
                        "snapshot 1 PUBLISHER");
    }

    @Test
    void an_expired_parent_still_delegates() {
        PocketPublisher publisher = story.publisherWithoutSnapshots();
        story.accepted(publisher.delegate(RELEASES.value(), PocketKey.ecdsa()).firstPublication());
        story.pass(story.policy().longestOther());
        publisher.addTargetTo(RELEASES, "v1", Bytes.utf8("x"));

        assertThat(told(story.accepted(publisher.publicationOf(RELEASES))))
                .startsWith("targets/releases 1 PUBLISHER");
    }

    @Test
    void a_removed_delegation_stays_in_our_snapshot_as_in_notarys() {
        PocketPublisher publisher = story.publisherWithoutSnapshots();
        publisher
                .delegate(RELEASES.value(), PocketKey.ecdsa())
                .addTargetTo(RELEASES, "v1", Bytes.utf8("x"));
        story.accepted(publisher.firstPublication());

        List<CollectionEvent> events =
                story.accepted(publisher.undelegate(RELEASES.value()).publication());

        assertThat(told(events)).startsWith("keys targets targets/releases 1>0");
        assertThat(((Snapshot) story.read(RoleName.SNAPSHOT).metadata()).meta())
                .containsKey(RELEASES);
    }

    @Test
    void a_publishers_snapshot_may_keep_a_removed_delegation_or_drop_it() {
        PocketPublisher publisher = story.publisher();
        publisher
                .delegate(RELEASES.value(), PocketKey.ecdsa())
                .addTargetTo(RELEASES, "v1", Bytes.utf8("x"));
        story.accepted(publisher.firstPublication());
        story.accepted(publisher.undelegate(RELEASES.value()).publication());
        story.accepted(publisher.attack().dropFromSnapshot(RELEASES));
        assertThat(((Snapshot) story.read(RoleName.SNAPSHOT).metadata()).meta())
                .doesNotContainKey(RELEASES);
    }
}
