package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.CollectionImported;
import dev.tabellion.collection.CollectionEvent.Fate;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tuf.RoleName;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** What honest work leaves behind is right, however odd its history. */
class HonestRecordTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T08:30:00Z"), ZoneOffset.UTC);

    private final PocketServer server = server("docker.io/library/a");

    private static PocketServer server(String gun) {
        return new PocketServer(new Gun(gun), new PocketSigner(), CLOCK);
    }

    private static ShelvedRecord recordOf(PocketServer... servers) {
        var record = new ShelvedRecord();
        for (PocketServer each : servers) {
            record.tells(each.gun(), each.history()).documents.putAll(each.store());
        }
        return record.publish();
    }

    @Test
    void an_empty_record_is_right() {
        assertThat(recordOf().findings()).isEmpty();
    }

    @Test
    void publications_and_renewals_are_right() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
        server.renews();
        assertThat(recordOf(server).findings()).isEmpty();
    }

    @Test
    void keys_that_go_to_and_fro_are_right() {
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.addTarget("v1").firstPublication());
        publisher.downloads(
                RoleName.SNAPSHOT,
                server.current(RoleName.SNAPSHOT).version(),
                server.served(RoleName.SNAPSHOT));
        server.accepts(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());
        server.accepts(
                publisher
                        .leaveSnapshotToServer(server.newKey(RoleName.SNAPSHOT).key())
                        .publication());
        server.accepts(
                publisher.rotateTimestamp(server.newKey(RoleName.TIMESTAMP).key()).publication());
        server.accepts(publisher.addTarget("v2").publication());
        assertThat(recordOf(server).findings()).isEmpty();
    }

    @Test
    void a_life_after_a_deletion_is_right() {
        server.accepts(server.publisherWithoutSnapshots().addTarget("v1").firstPublication());
        server.accepts(new TrustCommand.DeleteCollection(server.gun()));
        server.accepts(server.publisher().addTarget("v1").firstPublication());
        assertThat(recordOf(server).findings()).isEmpty();
    }

    @Test
    void a_signature_that_was_never_published_is_no_fault() {
        PocketPublisher publisher = server.publisher();
        server.accepts(publisher.addTarget("v1").firstPublication());
        var lost = (Decision.Accepted) server.decide(renewal());
        var record = new ShelvedRecord();
        record.tells(server.gun(), server.history());
        lost.events().stream()
                .filter(event -> !event.getClass().getSimpleName().startsWith("Metadata"))
                .forEach(event -> record.tells(server.gun(), event));
        record.documents.putAll(server.store());
        assertThat(record.publish().findings()).isEmpty();
    }

    @Test
    void a_name_that_was_imported_deleted_may_be_used_again() {
        var record = new ShelvedRecord();
        record.tells(
                server.gun(),
                new CollectionImported(
                        Dialect.NOTARY_V1,
                        1,
                        Fate.DELETED,
                        dev.tabellion.bytes.Bytes.utf8("x").sha256()));
        assertThat(record.publish().findings()).isEmpty();
    }

    @Test
    void many_bundles_and_checkpoints_are_right() {
        assertThat(longRecord().findings()).isEmpty();
    }

    @Test
    void an_inspection_may_begin_in_the_middle() {
        ShelvedRecord record = longRecord();
        assertThat(record.findings(256)).isEmpty();
        assertThat(record.findings(512)).isEmpty();
    }

    private ShelvedRecord longRecord() {
        var record = new ShelvedRecord();
        PocketPublisher publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.addTarget("v0").firstPublication());
        for (int each = 1; server.history().size() < 700; each++) {
            server.accepts(publisher.addTarget("v" + each).publication());
        }
        record.documents.putAll(server.store());
        for (int from = 0; from < server.history().size(); from += 100) {
            int to = Math.min(from + 100, server.history().size());
            record.tells(server.gun(), server.history().subList(from, to)).publish();
        }
        return record;
    }

    private TrustCommand renewal() {
        return new TrustCommand.RotateManagedKey(
                server.gun(), RoleName.TIMESTAMP, dev.tabellion.collection.KeyAlgorithm.ECDSA);
    }
}
