package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Stakeout;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What was honest at another server is no finding here, and neither is what follows. */
class ImportedQuietlyTest {
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final Story there = new Story("example.com/app");
    private final Story here = new Story("example.com/app", there.signer);
    private final OtherServer notary = new OtherServer(there);
    private final Stakeout stakeout = new Stakeout();

    @Test
    void an_honest_collection_is_imported_and_lives_on_without_a_finding() {
        PocketPublisher publisher = there.publisher();
        publish(publisher.addTarget("v1").firstPublication());
        publish(publisher.delegate(RELEASES.value(), PocketKey.ecdsa()).publication());
        publish(publisher.addTargetTo(RELEASES, "r1", Bytes.utf8("r1")).publication());
        publish(publisher.rotateTargets(PocketKey.ecdsa()).publication());
        publish(publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication());
        publish(publisher.addTarget("latest").publication());
        publish(publisher.undelegate(RELEASES.value()).publication());

        imports();
        assertThat(stakeout.spoke()).isEmpty();

        stakeout.upload(here, publisher.addTarget("v2").publication());
        stakeout.upload(here, publisher.rotateTargets(PocketKey.ecdsa()).publication());
        assertThat(stakeout.spoke()).containsExactly("ROLE_KEYS_CHANGED");
        assertThat(stakeout.findings().getFirst().severity()).isEqualTo(Severity.INFO);
        assertThat(stakeout.again()).isEqualTo(stakeout.findings());
    }

    private void publish(List<Upload> uploads) {
        there.pass(Duration.ofHours(1));
        here.pass(Duration.ofHours(1));
        there.accepted(uploads);
        notary.keepsUp();
    }

    private void imports() {
        ImportableHistory history = notary.judged();
        here.knows(there);
        for (CollectionEvent event :
                here.accepted(new TrustCommand.ImportCollection(here.gun, history))) {
            if (event instanceof MetadataImported imported) {
                stakeout.keep(there.stored(imported.digest()));
            }
            stakeout.hear(here.gun, here.now(), event);
        }
    }
}
