package dev.tabellion.collection;

import static dev.tabellion.collection.Told.published;
import static dev.tabellion.collection.Told.told;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.Reason;
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

/** What a publication comes to where keys and delegations stay as they are. */
class PublicationTest {
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

    private static List<KeyId> ids(List<PocketKey> keys) {
        return keys.stream().map(PocketKey::id).toList();
    }
}
