package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Author;
import dev.tabellion.collection.CollectionEvent.ChangeImported;
import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.CollectionEvent.Standing;
import dev.tabellion.collection.HistoryFault.Weight;
import dev.tabellion.collection.TrustCommand.ImportCollection;
import dev.tabellion.collection.TrustCommand.RenewServerRoles;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ImportableHistoryTest {
    private final Story there = new Story("example.com/app");
    private final OtherServer notary = new OtherServer(there);
    private final PocketPublisher publisher = there.publisher();

    @Test
    void a_sound_history_ends_where_the_other_server_stood() {
        lives();
        ImportableHistory history = notary.judged();
        assertThat(history.faults()).isEmpty();
        TrustedCollection here = imported(history);
        for (RoleName role : List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT)) {
            assertThat(here.current(role)).isEqualTo(there.collection().current(role));
        }
        assertThat(here.current(RoleName.TIMESTAMP))
                .isEqualTo(there.collection().current(RoleName.TIMESTAMP));
        assertThat(here.isOpen()).isTrue();
        assertThat(here.life()).isEqualTo(1);
        assertThat(here.renewalDue(Policy.NOTARY))
                .isEqualTo(there.collection().renewalDue(Policy.NOTARY));
    }

    @Test
    void each_document_is_told_once_with_its_time_and_what_is_served_comes_last() {
        lives();
        List<MetadataImported> documents = documents(notary.judged());
        assertThat(documents).hasSize(notary.past().files().size());
        assertThat(documents.stream().filter(e -> e.standing() == Standing.CURRENT))
                .extracting(e -> e.role().value())
                .containsExactly("root", "targets", "snapshot", "timestamp");
        assertThat(documents.reversed().subList(0, 4))
                .allMatch(e -> e.standing() == Standing.CURRENT);
        assertThat(documents).allMatch(e -> !e.signedBy().isEmpty());
        assertThat(documents.getFirst().published()).isEqualTo(Story.BEGIN);
        assertThat(documents.getLast().published()).isAfter(Story.BEGIN);
    }

    @Test
    void the_changefeed_keeps_its_numbers_and_times() {
        lives();
        assertThat(changes(notary.judged()))
                .extracting(ChangeImported::id)
                .startsWith(100L, 101L, 102L);
    }

    @Test
    void keys_of_the_servers_are_told_and_replaced_ones_retired() {
        lives();
        ManagedKey before = timestampKey();
        there.accepted(
                publisher.rotateTimestamp(there.newKey(RoleName.TIMESTAMP).key()).publication());
        ImportableHistory history = notary.keepsUp().judged();
        assertThat(history.faults()).isEmpty();
        assertThat(history.events().stream().filter(ManagedKeyImported.class::isInstance))
                .containsExactly(
                        new ManagedKeyImported(RoleName.TIMESTAMP, 1, before),
                        new ManagedKeyImported(RoleName.TIMESTAMP, 1, timestampKey()));
        assertThat(history.events())
                .contains(new ManagedKeyRetired(RoleName.TIMESTAMP, 1, before.id()));
    }

    private ManagedKey timestampKey() {
        var keys =
                ((dev.tabellion.tuf.Root) there.read(RoleName.ROOT).metadata())
                        .topLevel(RoleName.TIMESTAMP)
                        .keys();
        var only = keys.entrySet().iterator().next();
        return new ManagedKey(only.getKey(), only.getValue());
    }

    @Test
    void a_snapshot_of_the_servers_is_known_as_such() {
        Story other = new Story("example.com/ours");
        other.accepted(other.publisherWithoutSnapshots().firstPublication());
        TrustedCollection here = imported(new OtherServer(other).keepsUp().judged());
        assertThat(here.snapshotIsOurs()).isTrue();
    }

    @Test
    void importing_again_changes_nothing() {
        lives();
        ImportableHistory history = notary.judged();
        assertThat(history.decide(imported(history)))
                .isEqualTo(new Decision.Accepted(List.of(), List.of(), null));
    }

    @Test
    void another_history_of_an_imported_collection_is_refused() {
        lives();
        ImportableHistory before = notary.judged();
        there.pass(Duration.ofDays(8));
        there.accepted(new RenewServerRoles(there.gun));
        ImportableHistory after = notary.keepsUp().judged();
        assertThat(why(after, imported(before)))
                .isEqualTo(new Rejection.ChangedSinceImport(before.digest(), after.digest()));
    }

    @Test
    void a_collection_that_is_here_is_not_overwritten() {
        lives();
        assertThat(why(notary.judged(), there.collection()))
                .isEqualTo(new Rejection.CollectionExists(1));
        there.accepted(new TrustCommand.DeleteCollection(there.gun));
        assertThat(why(notary.judged(), there.collection()))
                .isEqualTo(new Rejection.CollectionExists(2));
    }

    @Test
    void a_deleted_collection_leaves_its_changefeed_and_needs_new_keys() {
        lives();
        ImportableHistory history = notary.deletes(there.now()).judged();
        assertThat(history.events())
                .startsWith(
                        new CollectionImported(
                                dev.tabellion.dialect.Dialect.NOTARY_V1,
                                1,
                                Fate.DELETED,
                                history.digest()));
        assertThat(changes(history).getLast().version()).isZero();
        TrustedCollection here = imported(history);
        assertThat(here.isOpen()).isFalse();
        assertThat(here.life()).isEqualTo(2);
    }

    @Test
    void a_timestamp_that_leads_nowhere_blocks() {
        lives();
        notary.loses(
                RoleName.SNAPSHOT, there.read(RoleName.SNAPSHOT).metadata().version().number());
        assertThat(blocking())
                .first()
                .extracting(HistoryFault.NotAcceptable::why)
                .isInstanceOf(Rejection.UnknownToCollection.class);
    }

    @Test
    void a_broken_entry_blocks_even_behind_a_later_timestamp() {
        lives();
        int version = there.read(RoleName.TARGETS).metadata().version().number();
        there.pass(Duration.ofDays(8));
        there.accepted(new RenewServerRoles(there.gun));
        notary.keepsUp().loses(RoleName.TARGETS, version);
        assertThat(blocking())
                .extracting(HistoryFault.NotAcceptable::why)
                .hasAtLeastOneElementOfType(Rejection.UnknownToCollection.class);
    }

    @Test
    void a_missing_root_blocks_wherever_it_is_missing() {
        lives();
        there.accepted(rotated().publication());
        there.accepted(rotated().publication());
        notary.keepsUp().loses(RoleName.ROOT, 2);
        assertThat(blocking())
                .extracting(HistoryFault.NotAcceptable::why)
                .contains(new Rejection.RootVersionSkipped(1, 3));
    }

    @Test
    void a_version_above_the_served_one_blocks() {
        lives();
        notary.keeps(RoleName.TARGETS, 4_000, Bytes.utf8("{}"));
        assertThat(notary.judged().faults())
                .contains(
                        new HistoryFault.Unreached(
                                Weight.BLOCKS, RoleName.TARGETS, new Version(4_000)))
                .anyMatch(HistoryFault.LeftBehind.class::isInstance);
    }

    @Test
    void what_was_wrong_once_and_is_replaced_is_told_and_does_not_block() {
        lives();
        int version = there.read(RoleName.SNAPSHOT).metadata().version().number();
        there.accepted(publisher.addTarget("v3").publication());
        notary.keepsUp().loses(RoleName.SNAPSHOT, version);
        ImportableHistory history = notary.judged();
        assertThat(history.isBlocked()).isFalse();
        assertThat(history.faults()).isNotEmpty().allMatch(f -> f.weight() == Weight.PAST);
        assertThat(documents(history)).hasSize(notary.past().files().size());
        assertThat(imported(history).current(RoleName.TIMESTAMP))
                .isEqualTo(there.collection().current(RoleName.TIMESTAMP));
    }

    @Test
    void a_timestamp_key_that_the_signer_lacks_blocks() {
        lives();
        assertThat(notary.judgedBy(_ -> null).faults())
                .extracting(HistoryFault::weight)
                .contains(Weight.BLOCKS);
    }

    @Test
    void blocked_histories_are_never_recorded() {
        lives();
        ImportableHistory blocked = notary.loses(RoleName.ROOT, 1).judged();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> blocked.decide(TrustedCollection.unborn(there.gun)))
                .withMessageContaining("blocked");
    }

    @Test
    void publishing_goes_on_where_the_import_ended() {
        lives();
        Story here = new Story(there.gun.value(), there.signer);
        here.knows(there);
        here.pass(Duration.between(here.now(), there.now()));
        here.accepted(new ImportCollection(there.gun, notary.judged()));
        List<CollectionEvent> events = here.accepted(publisher.addTarget("v9").publication());
        assertThat(events)
                .filteredOn(CollectionEvent.MetadataPublished.class::isInstance)
                .extracting(e -> ((CollectionEvent.MetadataPublished) e).author())
                .contains(Author.SERVER);
    }

    private PocketPublisher rotated() {
        return publisher.rotateRoot(publisher.certified(PocketKey.ecdsa()));
    }

    private void lives() {
        there.accepted(publisher.firstPublication());
        notary.keepsUp();
        there.pass(Duration.ofMinutes(1));
        there.accepted(publisher.addTarget("v1").publication());
        there.pass(Duration.ofDays(8));
        there.accepted(new RenewServerRoles(there.gun));
        notary.keepsUp();
        there.accepted(publisher.addTarget("v2").publication());
        notary.keepsUp();
    }

    private Stream<HistoryFault.NotAcceptable> blockingFaults() {
        return notary.judged().faults().stream()
                .filter(fault -> fault.weight() == Weight.BLOCKS)
                .filter(HistoryFault.NotAcceptable.class::isInstance)
                .map(HistoryFault.NotAcceptable.class::cast);
    }

    private List<HistoryFault.NotAcceptable> blocking() {
        return blockingFaults().toList();
    }

    private TrustedCollection imported(ImportableHistory history) {
        TrustedCollection here = TrustedCollection.unborn(there.gun);
        for (CollectionEvent event : history.events()) {
            here = here.evolve(event);
        }
        return here;
    }

    private static Rejection why(ImportableHistory history, TrustedCollection here) {
        return switch (history.decide(here)) {
            case Decision.Refused(Rejection why, var _) -> why;
            case Decision other -> throw new AssertionError("not refused but " + other);
        };
    }

    private static List<MetadataImported> documents(ImportableHistory history) {
        return history.events().stream()
                .filter(MetadataImported.class::isInstance)
                .map(MetadataImported.class::cast)
                .toList();
    }

    private static List<ChangeImported> changes(ImportableHistory history) {
        return history.events().stream()
                .filter(ChangeImported.class::isInstance)
                .map(ChangeImported.class::cast)
                .toList();
    }
}
