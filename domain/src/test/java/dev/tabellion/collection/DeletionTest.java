package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.TrustCommand.DeleteCollection;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeletionTest {
    private final Story story = new Story("example.org/app");
    private final DeleteCollection delete = new DeleteCollection(story.gun);

    @Test
    void deleting_what_is_not_there_is_no_event() {
        assertThat(story.accepted(delete)).isEmpty();
        ManagedKey waiting = story.newKey(RoleName.TIMESTAMP);
        assertThat(story.accepted(delete)).isEmpty();
        assertThat(story.collection().unusedKey(RoleName.TIMESTAMP)).isEqualTo(waiting);
    }

    @Test
    void the_keys_in_use_and_in_waiting_retire_with_the_collection() {
        story.accepted(story.publisherWithoutSnapshots().firstPublication());
        KeyId snapshot = story.read(RoleName.SNAPSHOT).keyIds().getFirst();
        KeyId timestamp = story.read(RoleName.TIMESTAMP).keyIds().getFirst();
        ManagedKey waiting = story.newKey(RoleName.TIMESTAMP);

        assertThat(story.accepted(delete))
                .containsExactly(
                        new ManagedKeyRetired(RoleName.SNAPSHOT, 1, snapshot),
                        new ManagedKeyRetired(RoleName.TIMESTAMP, 1, timestamp),
                        new ManagedKeyRetired(RoleName.TIMESTAMP, 1, waiting.id()),
                        new CollectionDeleted(1));
        assertThat(story.collection().isOpen()).isFalse();
        assertThat(story.accepted(delete)).isEmpty();
    }

    @Test
    void the_name_begins_its_next_life_at_root_version_1_with_new_keys() {
        PocketPublisher first = story.publisher();
        story.accepted(first.addTarget("v1").firstPublication());
        story.accepted(first.addTarget("v2").publication());
        story.accepted(delete);

        List<CollectionEvent> events = story.accepted(story.publisher().firstPublication());

        assertThat(events).startsWith(new CollectionOpened(Dialect.NOTARY_V1, 2));
        assertThat(story.collection().life()).isEqualTo(2);
        for (RoleName role : RootRules.TOP_LEVEL) {
            assertThat(story.read(role).metadata().version().number()).isEqualTo(1);
        }
    }

    @Test
    void keys_of_the_life_before_serve_no_longer() {
        ManagedKey timestamp = story.newKey(RoleName.TIMESTAMP);
        ManagedKey snapshot = story.newKey(RoleName.SNAPSHOT);
        story.accepted(
                PocketPublisher.of(story.gun, story.clock())
                        .withServerKeys(timestamp.key(), snapshot.key())
                        .firstPublication());
        story.accepted(delete);

        PocketPublisher again =
                PocketPublisher.of(story.gun, story.clock()).withServerKeys(timestamp.key());
        assertThat(story.refused(again.firstPublication()))
                .isEqualTo(
                        new Rejection.KeyOfEarlierLife(timestamp.id(), RoleName.TIMESTAMP, 1, 2));
        again.withServerKeys(story.newKey(RoleName.TIMESTAMP).key(), snapshot.key());
        assertThat(story.refused(again.firstPublication()))
                .isEqualTo(new Rejection.KeyOfEarlierLife(snapshot.id(), RoleName.SNAPSHOT, 1, 2));
    }
}
