package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.CollectionOpened;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class PublicationTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");
    private static final RoleName STABLE = new RoleName("targets/releases/stable");

    private final Story story = new Story("example.org/app");

    @Test
    void a_first_publication_tells_everything_in_order() {
        PocketPublisher publisher = story.publisher();

        List<CollectionEvent> events = story.accepted(publisher.addTarget("v1").firstPublication());

        assertThat(told(events))
                .containsExactly(
                        "opened NOTARY_V1 1",
                        "keys root root 0>1",
                        "keys root targets 0>1",
                        "keys root snapshot 0>1",
                        "keys root timestamp 0>1",
                        "root 1 PUBLISHER",
                        "targets 1 PUBLISHER",
                        "snapshot 1 PUBLISHER",
                        "asked timestamp 1",
                        "signed timestamp 1",
                        "timestamp 1 SERVER");
    }

    @Test
    void a_server_held_snapshot_is_signed_before_the_timestamp() {
        PocketPublisher publisher = story.publisherWithoutSnapshots();

        List<CollectionEvent> events = story.accepted(publisher.firstPublication());

        assertThat(told(events))
                .endsWith(
                        "root 1 PUBLISHER",
                        "targets 1 PUBLISHER",
                        "asked snapshot 1",
                        "signed snapshot 1",
                        "snapshot 1 SERVER",
                        "asked timestamp 1",
                        "signed timestamp 1",
                        "timestamp 1 SERVER");
        Snapshot snapshot = (Snapshot) story.read(RoleName.SNAPSHOT).metadata();
        assertThat(snapshot.meta())
                .containsOnlyKeys(RoleName.ROOT, RoleName.TARGETS)
                .containsEntry(RoleName.ROOT, FileMeta.of(story.served(RoleName.ROOT)))
                .containsEntry(RoleName.TARGETS, FileMeta.of(story.served(RoleName.TARGETS)));
    }

    @Test
    void what_came_in_is_served_unchanged_and_the_timestamp_hashes_its_bytes() {
        List<Upload> uploads = story.publisher().firstPublication();

        story.accepted(uploads);

        uploads.forEach(upload -> assertThat(story.served(upload.role())).isEqualTo(upload.file()));
        Timestamp timestamp = (Timestamp) story.read(RoleName.TIMESTAMP).metadata();
        assertThat(timestamp.snapshot()).isEqualTo(FileMeta.of(story.served(RoleName.SNAPSHOT)));
        assertThat(timestamp.expires())
                .isEqualTo(story.now().plus(story.policy().timestampValidity()));
    }

    @Test
    void a_published_document_tells_who_signed_it_and_what_it_replaces() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        CurrentDocument before = current(RoleName.TARGETS);

        List<CollectionEvent> events = story.accepted(publisher.addTarget("v2").publication());

        assertThat(published(events, RoleName.TARGETS))
                .isEqualTo(
                        new MetadataPublished(
                                RoleName.TARGETS,
                                new Version(2),
                                story.served(RoleName.TARGETS).sha256(),
                                story.served(RoleName.TARGETS).length(),
                                story.read(RoleName.TARGETS).metadata().expires(),
                                ids(publisher.keysOf(RoleName.TARGETS)),
                                before.digest(),
                                Author.PUBLISHER,
                                Reason.PUBLISHED));
        assertThat(told(events))
                .containsExactly(
                        "targets 2 PUBLISHER",
                        "snapshot 2 PUBLISHER",
                        "asked timestamp 2",
                        "signed timestamp 2",
                        "timestamp 2 SERVER");
    }

    @Test
    void the_order_of_the_parts_does_not_matter() {
        List<Upload> parts = new ArrayList<>(story.publisher().firstPublication());
        Collections.reverse(parts);
        assertThat(told(story.accepted(parts))).contains("root 1 PUBLISHER", "timestamp 1 SERVER");
    }

    @Test
    void an_uploaded_timestamp_is_not_even_read() {
        List<Upload> parts = new ArrayList<>(story.publisher().firstPublication());
        parts.add(new Upload(RoleName.TIMESTAMP, Bytes.utf8("{nonsense")));
        story.accepted(parts);
        assertThat(current(RoleName.TIMESTAMP).author()).isEqualTo(Author.SERVER);
    }

    @Test
    void the_last_part_of_a_role_counts() {
        List<Upload> parts = new ArrayList<>(story.publisher().firstPublication());
        parts.addFirst(new Upload(RoleName.TARGETS, Bytes.utf8("{nonsense")));
        assertThat(told(story.accepted(parts))).contains("targets 1 PUBLISHER");
    }

    @Test
    void nothing_uploaded_asks_for_a_fresh_snapshot_where_it_is_ours() {
        PocketPublisher publisher = story.publisherWithoutSnapshots();
        story.accepted(publisher.firstPublication());

        assertThat(told(story.accepted(publisher.publication())))
                .containsExactly(
                        "asked snapshot 2",
                        "signed snapshot 2",
                        "snapshot 2 SERVER",
                        "asked timestamp 2",
                        "signed timestamp 2",
                        "timestamp 2 SERVER");
    }

    @Test
    void a_snapshot_alone_may_be_uploaded_by_who_holds_its_key() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        assertThat(told(story.accepted(publisher.publication())))
                .startsWith("snapshot 2 PUBLISHER")
                .endsWith("timestamp 2 SERVER");
    }

    @Test
    void a_snapshot_may_list_sha256_alone() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        story.accepted(
                publisher
                        .attack()
                        .misstate(
                                meta ->
                                        meta.replaceAll(
                                                (_, file) ->
                                                        new FileMeta(
                                                                file.length(),
                                                                file.sha256(),
                                                                null))));
        assertThat(current(RoleName.SNAPSHOT).version()).isEqualTo(new Version(2));
    }

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

    @Test
    void a_rotated_timestamp_key_signs_at_once_and_the_old_one_retires() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        KeyId old = current(RoleName.TIMESTAMP, story);
        ManagedKey next = story.newKey(RoleName.TIMESTAMP);

        List<CollectionEvent> events =
                story.accepted(publisher.rotateTimestamp(next.key()).publication());

        assertThat(events).endsWith(new ManagedKeyRetired(RoleName.TIMESTAMP, 1, old));
        assertThat(told(events)).startsWith("keys root timestamp 1>1", "root 2 PUBLISHER");
        assertThat(current(RoleName.TIMESTAMP, story)).isEqualTo(next.id());
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

    @Test
    void an_accepted_publication_brings_the_bytes_its_events_name() {
        Decision decision = story.when(story.publish(story.publisher().firstPublication()));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Accepted.class,
                        accepted ->
                                assertThat(accepted.documents())
                                        .extracting(Document::digest)
                                        .containsExactlyElementsOf(
                                                accepted.events().stream()
                                                        .filter(MetadataPublished.class::isInstance)
                                                        .map(MetadataPublished.class::cast)
                                                        .map(MetadataPublished::digest)
                                                        .toList()));
    }

    private CurrentDocument current(RoleName role) {
        return Objects.requireNonNull(story.collection().current(role));
    }

    private static KeyId current(RoleName role, Story story) {
        return story.read(role).keyIds().getFirst();
    }

    private static MetadataPublished published(List<CollectionEvent> events, RoleName role) {
        return events.stream()
                .filter(MetadataPublished.class::isInstance)
                .map(MetadataPublished.class::cast)
                .filter(event -> event.role().equals(role))
                .findFirst()
                .orElseThrow();
    }

    private static List<KeyId> ids(List<PocketKey> keys) {
        return keys.stream().map(PocketKey::id).toList();
    }

    /** Each event in a few words. */
    private static List<String> told(List<CollectionEvent> events) {
        return events.stream().map(PublicationTest::told).toList();
    }

    private static String told(CollectionEvent event) {
        return switch (event) {
            case CollectionOpened(Dialect dialect, int life) -> "opened " + dialect + " " + life;
            case RoleKeysChanged e ->
                    "keys %s %s %d>%d"
                            .formatted(
                                    e.delegator(),
                                    e.role(),
                                    e.thresholdBefore(),
                                    e.thresholdAfter());
            case MetadataPublished e -> e.role() + " " + e.version() + " " + e.author();
            case SigningRequested e -> "asked " + e.role() + " " + e.version();
            case SignatureProduced e -> "signed " + e.role() + " " + e.version();
            default -> EventJson.nameOf(event);
        };
    }
}
