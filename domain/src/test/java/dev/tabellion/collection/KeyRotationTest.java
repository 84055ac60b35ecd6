package dev.tabellion.collection;

import static dev.tabellion.collection.Told.published;
import static dev.tabellion.collection.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Publications that change who signs a role. */
class KeyRotationTest {
    private final Story story = new Story("example.org/app");

    @Test
    void a_rotated_timestamp_key_signs_at_once_and_the_old_one_retires() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        KeyId old = signer(RoleName.TIMESTAMP);
        ManagedKey next = story.newKey(RoleName.TIMESTAMP);

        List<CollectionEvent> events =
                story.accepted(publisher.rotateTimestamp(next.key()).publication());

        assertThat(events).endsWith(new ManagedKeyRetired(RoleName.TIMESTAMP, 1, old));
        assertThat(told(events)).startsWith("keys root timestamp 1>1", "root 2 PUBLISHER");
        assertThat(signer(RoleName.TIMESTAMP)).isEqualTo(next.id());
        assertThat(story.collection().unusedKey(RoleName.TIMESTAMP)).isNull();
    }

    @Test
    void the_snapshot_key_moves_to_the_server_by_a_root_alone_and_back() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        ManagedKey ours = story.newKey(RoleName.SNAPSHOT);

        List<CollectionEvent> there =
                story.accepted(publisher.leaveSnapshotToServer(ours.key()).publication());
        publisher.publicationOf(RoleName.SNAPSHOT); // what a client learns of our version 2
        List<CollectionEvent> back =
                story.accepted(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());

        assertThat(told(there)).contains("root 2 PUBLISHER", "snapshot 2 SERVER");
        assertThat(told(back)).contains("root 3 PUBLISHER");
        assertThat(back).endsWith(new ManagedKeyRetired(RoleName.SNAPSHOT, 1, ours.id()));
    }

    @Test
    void a_rotated_root_is_signed_by_old_and_new_keys_and_tells_both() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        PocketKey old = publisher.keysOf(RoleName.ROOT).getFirst();
        PocketKey next = publisher.certified(PocketKey.rsa());

        List<CollectionEvent> events = story.accepted(publisher.rotateRoot(next).publication());

        assertThat(published(events, RoleName.ROOT).signedBy())
                .containsExactly(next.id(), old.id());
    }

    private KeyId signer(RoleName role) {
        return story.read(role).keyIds().getFirst();
    }
}
