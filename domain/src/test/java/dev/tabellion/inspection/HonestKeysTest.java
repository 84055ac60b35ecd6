package dev.tabellion.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.ManagedKeyImported;
import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that a publisher may do with the server's keys looks like an edited record. */
class HonestKeysTest {
    private static final Clock CLOCK =
            Clock.fixed(Instant.parse("2026-11-22T08:30:00Z"), ZoneOffset.UTC);

    @Test
    void a_root_that_names_a_retired_key_again_is_refused_before_anything_is_signed() {
        PocketServer one = server();
        PocketPublisher publisher = one.publisher();
        one.accepts(publisher.firstPublication());
        ManagedKey ours = one.newKey(RoleName.SNAPSHOT);
        one.accepts(publisher.leaveSnapshotToServer(ours.key()).publication());
        publisher.publicationOf(RoleName.SNAPSHOT); // what a client learns of our version 2
        one.accepts(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());
        var again = publisher.leaveSnapshotToServer(ours.key()).publication();
        assertThat(one.decide(new TrustCommand.PublishMetadata(one.gun(), again)))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        it -> {
                            assertThat(it.why())
                                    .isEqualTo(
                                            new Rejection.KeyRetired(ours.id(), RoleName.SNAPSHOT));
                            assertThat(it.events()).noneMatch(SignatureProduced.class::isInstance);
                        });
        assertThat(faultsOf(one)).isEmpty();
    }

    @Test
    void a_key_that_came_to_the_signer_alone_is_no_fault() {
        PocketServer one = server();
        var place = new KeyPlace(one.gun(), 1, RoleName.TIMESTAMP);
        ManagedKey waiting = one.signer().create(place, KeyAlgorithm.ECDSA);
        PocketPublisher publisher =
                PocketPublisher.of(one.gun(), CLOCK).withServerKeys(waiting.key());
        one.accepts(publisher.addTarget("v1").firstPublication());
        one.accepts(publisher.addTarget("v2").publication());

        assertThat(one.history())
                .filteredOn(ManagedKeyImported.class::isInstance)
                .containsExactly(new ManagedKeyImported(RoleName.TIMESTAMP, 1, waiting));
        assertThat(faultsOf(one)).isEmpty();
    }

    private static PocketServer server() {
        return new PocketServer(new Gun("docker.io/library/a"), new PocketSigner(), CLOCK);
    }

    private static List<Fault> faultsOf(PocketServer one) {
        var record = new ShelvedRecord();
        record.tells(one.gun(), one.history()).documents.putAll(one.store());
        return record.publish().findings().stream().map(Finding::fault).toList();
    }
}
