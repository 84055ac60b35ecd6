package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.MetadataImported;
import dev.tabellion.collection.WatchEvent.ClientReportReceived;
import dev.tabellion.collection.WatchEvent.Judgement;
import dev.tabellion.collection.WatchEvent.LogStanding;
import dev.tabellion.collection.WatchEvent.Seen;
import dev.tabellion.collection.WatchEvent.SightingRecorded;
import dev.tabellion.collection.WatchEvent.Watched;
import dev.tabellion.detection.Severity;
import dev.tabellion.detection.Stakeout;
import dev.tabellion.detection.View;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.ArrayList;
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

    @Test
    void what_was_imported_is_no_finding_when_an_eye_or_a_client_sees_it_here() {
        PocketPublisher publisher = there.publisher();
        publish(publisher.addTarget("v1").firstPublication());
        Bytes oldTimestamp = there.served(RoleName.TIMESTAMP);
        Bytes oldTargets = there.served(RoleName.TARGETS);
        List<Bytes> roots = new ArrayList<>(List.of(there.served(RoleName.ROOT)));
        for (int i = 0; i < 3; i++) {
            publish(publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication());
            roots.add(there.served(RoleName.ROOT));
        }
        imports();
        for (int i = 0; i < roots.size(); i++) {
            boolean last = i + 1 == roots.size();
            seen(
                    RoleName.ROOT,
                    (i + 1) + ".root.json",
                    roots.get(i),
                    last ? LogStanding.CURRENT : LogStanding.PAST);
        }
        for (RoleName role : List.of(RoleName.TIMESTAMP, RoleName.SNAPSHOT, RoleName.TARGETS)) {
            seen(role, role + ".json", here.served(role), LogStanding.CURRENT);
        }
        for (Bytes old : List.of(oldTimestamp, oldTargets)) {
            RoleName role = old.equals(oldTimestamp) ? RoleName.TIMESTAMP : RoleName.TARGETS;
            stakeout.hear(
                    new View.OfWatch("reports"),
                    here.now(),
                    new ClientReportReceived(
                            here.gun,
                            false,
                            seen(role, role + ".json", old),
                            Judgement.accepted(),
                            LogStanding.PAST));
        }
        assertThat(stakeout.spoke()).isEmpty();
    }

    private void seen(RoleName role, String file, Bytes bytes, LogStanding log) {
        stakeout.hear(
                new View.OfWatch("cdn"),
                here.now(),
                new SightingRecorded(
                        new Watched("https://cdn.example.com/", Dialect.NOTARY_V1, here.gun),
                        seen(role, file, bytes),
                        Judgement.accepted(),
                        log));
    }

    private Seen seen(RoleName role, String file, Bytes bytes) {
        stakeout.keep(bytes);
        return new Seen(role, file, here.now(), null, bytes.sha256(), bytes.length(), List.of());
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
