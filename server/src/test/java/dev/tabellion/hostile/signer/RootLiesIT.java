package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.ROOT;
import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static dev.tabellion.hostile.signer.Siege.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.Root;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Roots that do not follow the one this signer pinned, and what publishers were talked into. */
@ExtendWith(SharedSigner.class)
class RootLiesIT {
    private final AttackedSigner signer;
    private final Siege siege;
    private final PocketPublisher publisher;
    private final PocketIntruder intruder;

    RootLiesIT(AttackedSigner signer) {
        this.signer = signer;
        this.siege = Siege.ofOurSnapshots(signer);
        this.publisher = siege.publisher();
        this.intruder = siege.intruder();
    }

    @Test
    void an_older_root_does_not_come_back() {
        List<Bytes> roots = publisher.publishedAs(ROOT);
        assertThat(roots).hasSize(3);
        for (Bytes old : roots.subList(0, 2)) {
            assertThat(siege.refused(naming(old))).isEqualTo("root-rolled-back");
            assertThat(siege.refused(intruder.freshTimestamp().evidence(evidence(old))))
                    .isEqualTo("evidence-missing");
        }
    }

    @Test
    void a_root_signed_by_new_keys_only_is_not_followed() {
        refused("root-chain-broken", publisher.attack().replaceRoot());
        refused("unjustified-below-threshold", publisher.attack().signWithStranger(ROOT));
        refused("unjustified-below-threshold", publisher.attack().signWithTooFew(ROOT));
    }

    @Test
    void a_root_that_jumps_or_stands_twice_is_not_followed() {
        int version = publisher.versionOf(ROOT);
        refused(
                "unjustified-root-version-skipped",
                publisher.attack().fastForward(ROOT, version + 2));
        refused(
                "unjustified-root-version-skipped",
                publisher.attack().fastForward(ROOT, Integer.MAX_VALUE));
        refused("unjustified-equivocation", publisher.attack().equivocate(ROOT));
        refused("unjustified-expired", publisher.attack().expire(ROOT));
    }

    /** Each of them would do alone; the one between them is withheld. */
    @Test
    void a_root_is_not_left_out() {
        publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication();
        List<Upload> second =
                publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication();
        refused("unjustified-root-version-skipped", second);
    }

    @Test
    void another_collections_root_is_not_followed() {
        var other = Siege.ofOurSnapshots(signer);
        assertThat(siege.refused(naming(other.server().served(ROOT))))
                .isEqualTo("unjustified-no-root-certificate");
        List<Upload> next = other.publisher().rotateTargets(PocketKey.ecdsa()).publication();
        refused("unjustified-no-root-certificate", next);
    }

    /** What the server told to a publisher who asked for the timestamp key: row A8. */
    @Test
    void a_root_that_publishers_were_talked_into_gets_no_signature() {
        refused(
                "unjustified-foreign-timestamp-key",
                publisher.rotateTimestamp(PocketKey.ecdsa().key()).publication());
    }

    @Test
    void a_root_that_names_another_collections_key_gets_no_signature() {
        PublicKey theirs = Siege.ofNewCollection(signer).intruder().keyOf(TIMESTAMP);
        refused(
                "unjustified-managed-key-misplaced",
                publisher.rotateTimestamp(theirs).publication());
    }

    @Test
    void a_key_that_a_root_dropped_is_never_named_again() {
        PublicKey dropped = intruder.keyOf(TIMESTAMP);
        PublicKey fresh = siege.server().newKey(TIMESTAMP).key();
        siege.server().accepts(publisher.rotateTimestamp(fresh).publication());
        refused("key-retired", publisher.rotateTimestamp(dropped).publication());
    }

    @Test
    void our_snapshot_key_does_not_come_back_after_publishers_took_over() {
        PublicKey dropped = intruder.keyOf(SNAPSHOT);
        publisher.downloads(
                SNAPSHOT,
                siege.server().current(SNAPSHOT).version(),
                siege.server().served(SNAPSHOT));
        siege.server().accepts(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());
        refused("key-retired", publisher.leaveSnapshotToServer(dropped).publication());
    }

    @Test
    void new_targets_keys_come_with_targets_that_they_signed() {
        Bytes root = publisher.rotateTargets(PocketKey.ecdsa()).publication().getFirst().file();
        assertThat(siege.refused(naming(root))).isEqualTo("unjustified-below-threshold");
    }

    private PocketAsk naming(Bytes root) {
        return intruder.snapshotNaming(ROOT, root).and(TARGETS, siege.server().served(TARGETS));
    }

    private List<Upload> evidence(Bytes root) {
        return List.of(
                new Upload(ROOT, root), new Upload(SNAPSHOT, siege.server().served(SNAPSHOT)));
    }

    private void refused(String rule, List<Upload> uploads) {
        PocketAsk ask = intruder.publication(uploads);
        assertThat(siege.refused(ask.keys(snapshotKeys(uploads)))).isEqualTo(rule);
    }

    /** Those that the offered root names, so that it is not the keys that are wrong. */
    private static List<KeyId> snapshotKeys(List<Upload> uploads) {
        return uploads.stream()
                .filter(upload -> upload.role().equals(ROOT))
                .map(upload -> (Root) PocketServer.read(ROOT, upload.file()).metadata())
                .findFirst()
                .orElseThrow()
                .topLevel(SNAPSHOT)
                .ids();
    }
}
