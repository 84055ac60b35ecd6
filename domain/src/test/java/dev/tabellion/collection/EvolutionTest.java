package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionDeleted;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRotationStaged;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvolutionTest {
    private static final ManagedKey KEY = key("aa");
    private static final ManagedKey NEXT = key("bb");
    private static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void a_name_without_a_history_would_begin_its_first_life() {
        TrustedCollection unborn = after();
        assertThat(unborn.isOpen()).isFalse();
        assertThat(unborn.life()).isEqualTo(1);
        assertThat(unborn.current(RoleName.ROOT)).isNull();
        assertThat(unborn.renewalDue(Policy.NOTARY)).isNull();
    }

    @Test
    void an_opened_collection_keeps_the_keys_made_for_it() {
        TrustedCollection opened =
                after(new ManagedKeyCreated(RoleName.TIMESTAMP, 1, KEY), opened(1));
        assertThat(opened.isOpen()).isTrue();
        assertThat(opened.unusedKey(RoleName.TIMESTAMP)).isEqualTo(KEY);
    }

    @Test
    void a_deleted_one_forgets_documents_and_keys_and_begins_the_next_life() {
        TrustedCollection deleted =
                after(
                        opened(1),
                        published(RoleName.TIMESTAMP, 1, Author.SERVER),
                        new ManagedKeyRotationStaged(RoleName.TIMESTAMP, 1, NEXT),
                        new CollectionDeleted(1));
        assertThat(deleted.isOpen()).isFalse();
        assertThat(deleted.life()).isEqualTo(2);
        assertThat(deleted.current(RoleName.TIMESTAMP)).isNull();
        assertThat(deleted.unusedKey(RoleName.TIMESTAMP)).isNull();
    }

    @Test
    void a_key_that_a_root_names_waits_no_longer() {
        TrustedCollection staged =
                after(opened(1), new ManagedKeyRotationStaged(RoleName.TIMESTAMP, 1, NEXT));
        assertThat(staged.evolve(named(RoleName.ROOT, NEXT)).unusedKey(RoleName.TIMESTAMP))
                .isNull();
        assertThat(staged.evolve(named(RoleName.ROOT, KEY)).unusedKey(RoleName.TIMESTAMP))
                .isEqualTo(NEXT);
        assertThat(staged.evolve(named(RoleName.TARGETS, NEXT)).unusedKey(RoleName.TIMESTAMP))
                .isEqualTo(NEXT);
    }

    @Test
    void a_key_that_retires_unused_waits_no_longer() {
        TrustedCollection created = after(new ManagedKeyCreated(RoleName.SNAPSHOT, 1, KEY));
        assertThat(
                        created.evolve(new ManagedKeyRetired(RoleName.SNAPSHOT, 1, KEY.id()))
                                .unusedKey(RoleName.SNAPSHOT))
                .isNull();
        assertThat(
                        created.evolve(new ManagedKeyRetired(RoleName.SNAPSHOT, 1, NEXT.id()))
                                .unusedKey(RoleName.SNAPSHOT))
                .isEqualTo(KEY);
    }

    @Test
    void renewal_falls_due_by_the_earlier_of_the_roles_we_sign() {
        TrustedCollection theirs =
                after(
                        opened(1),
                        published(RoleName.SNAPSHOT, 1, Author.PUBLISHER),
                        published(RoleName.TIMESTAMP, 1, Author.SERVER));
        TrustedCollection ours = theirs.evolve(published(RoleName.SNAPSHOT, 2, Author.SERVER));
        assertThat(theirs.renewalDue(Policy.NOTARY))
                .isEqualTo(EXPIRES.minus(Policy.NOTARY.renewTimestampBefore()));
        assertThat(ours.renewalDue(Policy.NOTARY))
                .isEqualTo(EXPIRES.minus(Policy.NOTARY.renewSnapshotBefore()))
                .isBefore(EXPIRES.minus(Duration.ofDays(300)));
    }

    @Test
    void what_changes_nothing_leaves_the_collection_as_it_is() {
        TrustedCollection opened = after(opened(1));
        SampleEvents.all().stream()
                .filter(e -> EventJson.nameOf(e).matches("signing-.*|signature-.*|.*-rejected"))
                .forEach(e -> assertThat(opened.evolve(e)).isSameAs(opened));
    }

    @Test
    void collections_of_the_same_events_are_equal() {
        CollectionEvent[] events = SampleEvents.all().toArray(CollectionEvent[]::new);
        assertThat(after(events)).isEqualTo(after(events)).hasSameHashCodeAs(after(events));
        assertThat(after(events)).isNotEqualTo(after(opened(1)));
    }

    @Test
    void a_command_for_another_collection_is_a_mistake_of_ours() {
        TrustCommand other = new TrustCommand.DeleteCollection(new Gun("other"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> after().decide(other, new Story("g").surroundings()))
                .withMessageContaining("other");
    }

    private static TrustedCollection after(CollectionEvent... events) {
        TrustedCollection collection = TrustedCollection.unborn(new Gun("g"));
        for (CollectionEvent event : events) {
            collection = collection.evolve(event);
        }
        return collection;
    }

    private static CollectionEvent opened(int life) {
        return new CollectionOpened(Dialect.NOTARY_V1, life);
    }

    private static CollectionEvent published(RoleName role, int version, Author author) {
        return new MetadataPublished(
                role,
                new Version(version),
                SampleEvents.sha(version),
                10,
                EXPIRES,
                List.of(),
                null,
                author,
                Reason.PUBLISHED);
    }

    private static CollectionEvent named(RoleName delegator, ManagedKey key) {
        return new RoleKeysChanged(
                delegator, RoleName.TIMESTAMP, List.of(), 0, List.of(key.id()), 1);
    }

    private static ManagedKey key(String id) {
        return new ManagedKey(new KeyId(id), new PublicKey("ecdsa", Bytes.hex(id)));
    }
}
