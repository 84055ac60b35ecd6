package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.collection.TrustCommand.RenewServerRoles;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class RenewalTest {
    private final Story story = new Story("example.org/app");
    private final RenewServerRoles renew = new RenewServerRoles(story.gun);

    @Test
    void nothing_is_due_where_nothing_is_served() {
        assertThat(story.accepted(renew)).isEmpty();
        story.newKey(RoleName.TIMESTAMP);
        assertThat(story.accepted(renew)).isEmpty();
    }

    @Test
    void nothing_happens_until_half_of_the_timestamps_life_is_over() {
        story.accepted(story.publisher().firstPublication());
        story.pass(Duration.ofDays(7).minusSeconds(1));
        assertThat(story.accepted(renew)).isEmpty();
        assertThat(story.collection().renewalDue(story.policy()))
                .isEqualTo(story.now().plusSeconds(1));
    }

    @Test
    void a_due_timestamp_is_signed_anew_over_the_same_snapshot() {
        story.accepted(story.publisher().firstPublication());
        Timestamp before = (Timestamp) story.read(RoleName.TIMESTAMP).metadata();
        story.pass(Duration.ofDays(7));

        List<CollectionEvent> events = story.accepted(renew);

        assertThat(events)
                .extracting(CollectionEvent::getClass)
                .containsExactly(
                        SigningRequested.class, SignatureProduced.class, MetadataPublished.class);
        Timestamp after = (Timestamp) story.read(RoleName.TIMESTAMP).metadata();
        assertThat(after.version()).isEqualTo(before.version().next());
        assertThat(after.snapshot()).isEqualTo(before.snapshot());
        assertThat(after.expires()).isEqualTo(story.now().plus(Duration.ofDays(14)));
        assertThat(events)
                .filteredOn(MetadataPublished.class::isInstance)
                .extracting(event -> ((MetadataPublished) event).reason())
                .containsOnly(Reason.RENEWED);
    }

    @Test
    void renewing_twice_renews_once() {
        story.accepted(story.publisher().firstPublication());
        story.pass(Duration.ofDays(7));
        story.accepted(renew);
        assertThat(story.accepted(renew)).isEmpty();
    }

    @Test
    void a_due_snapshot_of_ours_is_signed_anew_with_the_timestamp_over_it() {
        story.accepted(story.publisherWithoutSnapshots().firstPublication());
        Snapshot before = (Snapshot) story.read(RoleName.SNAPSHOT).metadata();
        story.pass(story.policy().snapshotValidity().minus(story.policy().renewSnapshotBefore()));

        story.accepted(renew);

        Snapshot after = (Snapshot) story.read(RoleName.SNAPSHOT).metadata();
        Timestamp timestamp = (Timestamp) story.read(RoleName.TIMESTAMP).metadata();
        assertThat(after.version()).isEqualTo(before.version().next());
        assertThat(after.meta()).isEqualTo(before.meta());
        assertThat(timestamp.snapshot().describes(story.served(RoleName.SNAPSHOT))).isTrue();
    }

    @Test
    void a_publishers_expired_snapshot_does_not_stop_the_timestamp() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        story.pass(story.policy().longestOther());
        assertThat(story.read(RoleName.SNAPSHOT).metadata().expiredAt(story.now())).isTrue();

        assertThat(story.accepted(renew)).hasSize(3);

        assertThat(Objects.requireNonNull(story.collection().current(RoleName.SNAPSHOT)).version())
                .hasToString("1");
        assertThat(story.read(RoleName.TIMESTAMP).metadata().expiredAt(story.now())).isFalse();
    }

    @Test
    void the_signers_no_leaves_the_old_timestamp_and_is_told() {
        story.accepted(story.publisher().firstPublication());
        story.pass(Duration.ofDays(7));
        story.signer.seal();

        assertThat(story.when(renew))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused ->
                                assertThat(refused.events())
                                        .last()
                                        .isInstanceOf(SigningRefused.class));
    }
}
