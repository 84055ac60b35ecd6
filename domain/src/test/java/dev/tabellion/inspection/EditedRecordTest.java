package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.ManagedKeyCreated;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.MetadataPublished;
import dev.tabellion.collection.CollectionEvent.RoleKeysChanged;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.EventStream;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.LeafOutline;
import dev.tabellion.collection.LedgerEvent.ActorRedacted;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tlog.Hash;
import dev.tabellion.tlog.Tile;
import dev.tabellion.tlog.TreeHead;
import dev.tabellion.tlog.TreeSize;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Whoever edits a record is found, and what he edited is named. */
class EditedRecordTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T08:30:00Z"), ZoneOffset.UTC);
    private static final int EDITED = 5;

    private final PocketServer server =
            new PocketServer(new Gun("docker.io/library/a"), new PocketSigner(), CLOCK);
    private final ShelvedRecord record = record();

    private ShelvedRecord record() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        return telling(server.history()).publish();
    }

    private ShelvedRecord telling(List<CollectionEvent> events) {
        var record = new ShelvedRecord();
        record.tells(server.gun(), events).documents.putAll(server.store());
        return record;
    }

    private List<Fault> faults() {
        return record.findings().stream().map(Finding::fault).toList();
    }

    private void edit(UnaryOperator<Entry> how) {
        record.entries.set(EDITED, how.apply(record.entries.get(EDITED)));
    }

    private static Bytes leafOf(Entry entry) {
        return Objects.requireNonNull(entry.leaf());
    }

    private static Bytes flipped(Bytes bytes) {
        byte[] all = bytes.toArray();
        all[all.length / 2] ^= 1;
        return Bytes.of(all);
    }

    @Test
    void an_edited_leaf_is_named_and_no_root_fits_any_more() {
        edit(
                entry ->
                        new Entry(
                                entry.index(),
                                Bytes.utf8(leafOf(entry).utf8().replace("request-5", "request-6")),
                                entry.payload(),
                                entry.row()));
        assertThat(faults())
                .containsExactlyInAnyOrder(
                        Fault.ROW_DIFFERS, Fault.ENTRY_DIFFERS, Fault.ROOT_DIFFERS);
        assertThat(record.findings())
                .filteredOn(finding -> finding.fault() == Fault.ENTRY_DIFFERS)
                .singleElement()
                .satisfies(
                        finding ->
                                assertThat(finding.spot().names())
                                        .containsEntry("index", "5")
                                        .containsEntry("event", "event-5")
                                        .containsEntry("file", "tile/0/000"));
    }

    @Test
    void an_edited_payload_is_found() {
        edit(
                e ->
                        new Entry(
                                e.index(),
                                e.leaf(),
                                flipped(Objects.requireNonNull(e.payload())),
                                e.row()));
        assertThat(faults()).containsExactly(Fault.PAYLOAD_DIFFERS);
    }

    @Test
    void a_missing_payload_is_found() {
        edit(e -> new Entry(e.index(), e.leaf(), null, e.row()));
        assertThat(faults()).containsExactly(Fault.PAYLOAD_MISSING);
    }

    @Test
    void an_edited_column_is_found() {
        edit(
                e -> {
                    EventRow row = Objects.requireNonNull(e.row());
                    return new Entry(
                            e.index(),
                            e.leaf(),
                            e.payload(),
                            new EventRow(
                                    row.globalIndex(),
                                    row.eventId(),
                                    "docker.io/library/b",
                                    row.sequence(),
                                    row.kind(),
                                    row.occurredAt(),
                                    row.type(),
                                    row.metadata()));
                });
        assertThat(record.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.fault()).isEqualTo(Fault.ROW_DIFFERS);
                            assertThat(found.spot().names()).containsEntry("column", "collection");
                            assertThat(found.actual()).isEqualTo("docker.io/library/b");
                        });
    }

    @Test
    void a_missing_entry_is_found_and_the_tree_goes_on_by_its_tile() {
        edit(e -> Entry.missing(e.index()));
        assertThat(faults()).containsExactlyInAnyOrder(Fault.ENTRY_MISSING, Fault.SEQUENCE_BROKEN);
    }

    @Test
    void an_edited_tile_is_told_from_an_edited_entry() {
        Tile tile = new Tile(0, 0, record.entries.size());
        byte[] bytes = Objects.requireNonNull(record.tiles.get(tile)).toArray();
        bytes[Hash.LENGTH * EDITED] ^= 1;
        record.tiles.put(tile, Bytes.of(bytes));
        assertThat(faults()).containsExactly(Fault.TILE_DIFFERS);
    }

    @Test
    void a_lost_tile_is_found() {
        record.tiles.clear();
        assertThat(faults()).containsExactly(Fault.TILE_MISSING);
    }

    @Test
    void a_tree_written_anew_over_an_edited_entry_contradicts_the_checkpoint() {
        var anew = telling(server.history());
        anew.entries.remove(anew.entries.size() - 1);
        anew.tells(server.gun(), server.history().getFirst());
        anew.publish();
        anew.claims.clear();
        anew.claims.addAll(record.claims);
        assertThat(anew.findings().stream().map(Finding::fault)).contains(Fault.ROOT_DIFFERS);
    }

    @Test
    void a_log_that_shrank_is_found() {
        TreeSize seen = new TreeSize(record.entries.size() + 1);
        record.claims.add(
                new Claim(
                        new TreeHead(seen, Hash.EMPTY_TREE),
                        Spot.checkpoint(seen),
                        Fault.ROOT_DIFFERS));
        assertThat(faults()).containsExactly(Fault.LOG_SHRANK);
    }

    @Test
    void an_edited_document_is_named() {
        Sha256 digest = server.current(RoleName.TARGETS).digest();
        record.documents.compute(digest, (_, file) -> flipped(Objects.requireNonNull(file)));
        assertThat(record.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.fault()).isEqualTo(Fault.DOCUMENT_DIFFERS);
                            assertThat(found.spot().names())
                                    .containsEntry("document", digest.hex());
                        });
        record.documents.remove(digest);
        assertThat(faults()).containsExactly(Fault.DOCUMENT_MISSING);
    }

    @Test
    void an_exchanged_actor_and_one_gone_without_a_word_are_found() {
        LeafOutline leaf = LeafOutline.read(leafOf(record.entries.get(EDITED)));
        record.actors.put(leaf.actor(), Bytes.utf8("another").sha256());
        assertThat(faults()).containsExactly(Fault.ACTOR_DIFFERS);
        record.actors.remove(leaf.actor());
        assertThat(faults()).containsExactly(Fault.ACTOR_MISSING);
    }

    @Test
    void an_actor_who_was_redacted_is_no_fault() {
        LeafOutline leaf = LeafOutline.read(leafOf(record.entries.get(EDITED)));
        record.actors.remove(leaf.actor());
        record.tells(
                        EventStream.LEDGER,
                        new ActorRedacted(List.of(leaf.actor()), leaf.actor(), "asked to"))
                .publish();
        assertThat(faults()).isEmpty();
    }

    @Test
    void an_actor_who_was_redacted_and_is_back_is_found() {
        LeafOutline leaf = LeafOutline.read(leafOf(record.entries.get(EDITED)));
        record.tells(
                        EventStream.LEDGER,
                        new ActorRedacted(List.of(leaf.actor()), leaf.actor(), "asked to"))
                .publish();
        assertThat(record.findings())
                .singleElement()
                .satisfies(
                        found -> {
                            assertThat(found.fault()).isEqualTo(Fault.ACTOR_RETURNED);
                            assertThat(found.spot().names())
                                    .containsEntry("actor", leaf.actor().hex());
                        });
    }

    @Test
    void a_signature_that_no_event_tells_of_is_found() {
        assertThat(faultsWithout(SignatureProduced.class))
                .contains(Fault.SIGNATURE_UNLOGGED, Fault.SIGNATURE_MISSING);
    }

    @Test
    void a_key_that_was_never_born_is_found() {
        assertThat(faultsWithout(ManagedKeyCreated.class)).contains(Fault.KEY_OUT_OF_LIFE);
    }

    @Test
    void a_retired_key_that_signs_is_found() {
        List<CollectionEvent> events = new ArrayList<>(server.history());
        ManagedKeyCreated born =
                events.stream()
                        .filter(ManagedKeyCreated.class::isInstance)
                        .map(ManagedKeyCreated.class::cast)
                        .findFirst()
                        .orElseThrow();
        int named = events.indexOf(last(events, RoleKeysChanged.class));
        events.add(named + 1, new ManagedKeyRetired(born.role(), born.life(), born.key().id()));
        assertThat(telling(events).publish().findings().stream().map(Finding::fault))
                .containsOnly(Fault.KEY_OUT_OF_LIFE);
    }

    @Test
    void a_version_that_goes_back_is_found() {
        List<CollectionEvent> events = new ArrayList<>(server.history());
        events.stream()
                .filter(
                        event ->
                                event instanceof MetadataPublished e
                                        && e.role().equals(RoleName.TARGETS))
                .findFirst()
                .ifPresent(events::add);
        assertThat(telling(events).publish().findings().stream().map(Finding::fault))
                .contains(Fault.VERSION_NOT_ABOVE, Fault.PREDECESSOR_DIFFERS);
    }

    @Test
    void a_second_life_without_an_end_of_the_first_is_found() {
        List<CollectionEvent> events = new ArrayList<>(server.history());
        events.addAll(server.history());
        assertThat(telling(events).publish().findings().stream().map(Finding::fault))
                .contains(Fault.LIFE_BROKEN, Fault.KEY_BORN_TWICE);
    }

    @Test
    void a_finding_is_a_line_of_json() {
        record.tiles.clear();
        assertThat(record.findings().getFirst().json())
                .isEqualTo(
                        "{\"fault\":\"tile-missing\",\"file\":\"tile/0/000.p/%d\"}"
                                .formatted(record.entries.size()));
    }

    private static CollectionEvent last(
            List<CollectionEvent> events, Class<? extends CollectionEvent> kind) {
        return events.stream().filter(kind::isInstance).reduce((_, next) -> next).orElseThrow();
    }

    private List<Fault> faultsWithout(Class<? extends CollectionEvent> kind) {
        return telling(server.history().stream().filter(each -> !kind.isInstance(each)).toList())
                .publish()
                .findings()
                .stream()
                .map(Finding::fault)
                .toList();
    }
}
