package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.RELEASES;
import static dev.tabellion.hostile.signer.Siege.ROOT;
import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static dev.tabellion.hostile.signer.Siege.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Timestamps over snapshots that neither this signer nor the root's publishers signed last. */
@ExtendWith(SharedSigner.class)
class TimestampLiesIT {
    private final AttackedSigner signer;

    TimestampLiesIT(AttackedSigner signer) {
        this.signer = signer;
    }

    @Test
    void an_older_snapshot_of_ours_is_not_vouched_for_again() {
        var siege = Siege.ofOurSnapshots(signer);
        Bytes old = siege.server().served(SNAPSHOT);
        siege.server().accepts(siege.publisher().addTarget("v3").publication());
        assertThat(siege.refused(siege.intruder().timestamp(old)))
                .isEqualTo("snapshot-not-in-journal");
    }

    @Test
    void a_snapshot_that_bears_our_keys_name_is_not_ours() {
        var siege = Siege.ofOurSnapshots(signer);
        PocketAsk evil =
                siege.intruder()
                        .snapshot(meta -> meta.put(RELEASES, FileMeta.of(Bytes.utf8("evil"))));
        KeyId ours = evil.keys().getFirst();
        var forged = new Signature(ours, "ecdsa", Bytes.of(new byte[64]));
        Bytes file = Dialect.NOTARY_V1.fileOf(evil.payload(), List.of(forged));
        assertThat(siege.refused(siege.intruder().timestamp(file)))
                .isEqualTo("snapshot-not-in-journal");
        Bytes unsigned = Dialect.NOTARY_V1.fileOf(evil.payload(), List.of());
        assertThat(siege.refused(siege.intruder().timestamp(unsigned)))
                .isEqualTo("snapshot-not-in-journal");
    }

    /** Signed, and yet never published: only together with what it was signed upon. */
    @Test
    void an_orphan_of_ours_is_not_vouched_for_once_another_was_published() {
        var siege = Siege.ofOurSnapshots(signer);
        PocketAsk orphan = siege.intruder().snapshot(_ -> {});
        var made = siege.given(orphan);
        Bytes file = Dialect.NOTARY_V1.fileOf(made.payload(), made.signatures());
        siege.server().accepts(siege.publisher().addTarget("v3").publication());
        assertThat(siege.refused(siege.intruder().timestamp(file)))
                .isEqualTo("snapshot-not-in-journal");
    }

    @Test
    void it_states_the_snapshots_bytes() {
        var siege = Siege.ofNewCollection(signer);
        FileMeta honest = FileMeta.of(siege.server().served(SNAPSHOT));
        PocketAsk ask = siege.intruder().freshTimestamp();
        for (FileMeta lie :
                List.of(
                        new FileMeta(honest.length() + 1, honest.sha256(), honest.sha512()),
                        new FileMeta(0, honest.sha256(), honest.sha512()),
                        new FileMeta(
                                honest.length(),
                                honest.sha256(),
                                FileMeta.of(Bytes.utf8("?")).sha512()),
                        new FileMeta(honest.length(), honest.sha256(), null))) {
            assertThat(siege.refused(ask.payload(stating(siege, lie))))
                    .isEqualTo("timestamp-not-justified");
        }
        Bytes targets = siege.server().served(TARGETS);
        assertThat(siege.refused(siege.intruder().timestamp(targets).and(SNAPSHOT, targets)))
                .startsWith("unjustified-");
        assertThat(siege.refused(ask.evidence(List.of()))).isEqualTo("evidence-missing");
        assertThat(siege.refused(ask.evidence(ask.evidence().subList(0, 1))))
                .isEqualTo("evidence-missing");
    }

    @Test
    void a_publishers_snapshot_is_signed_to_threshold_by_those_whom_the_root_names() {
        var siege = Siege.ofTheirSnapshots(signer);
        var thief = siege.publisher().attack();
        int far = siege.publisher().versionOf(SNAPSHOT) + 101;
        refused(siege, "unjustified-below-threshold", thief.signWithStranger(SNAPSHOT));
        refused(siege, "unjustified-below-threshold", thief.signWithTooFew(SNAPSHOT));
        refused(siege, "unjustified-expired", thief.expire(SNAPSHOT));
        refused(siege, "snapshot-rolled-back", thief.rollBack(SNAPSHOT));
        refused(siege, "snapshot-equivocated", thief.equivocate(SNAPSHOT));
        refused(siege, "unjustified-version-step-too-large", thief.fastForward(SNAPSHOT, far));
        refused(siege, "root-chain-broken", thief.replaceRoot());
    }

    @Test
    void a_publishers_older_snapshot_does_not_come_back() {
        var siege = Siege.ofTheirSnapshots(signer);
        List<Bytes> snapshots = siege.publisher().publishedAs(SNAPSHOT);
        for (Bytes old : snapshots.subList(0, snapshots.size() - 1)) {
            PocketAsk ask = siege.intruder().timestamp(old);
            for (Bytes root : siege.publisher().publishedAs(ROOT)) {
                ask = ask.and(ROOT, root);
            }
            assertThat(siege.refused(ask))
                    .isIn("snapshot-rolled-back", "root-rolled-back", "unjustified-expired");
        }
    }

    @Test
    void our_timestamp_keys_name_under_a_publishers_snapshot_counts_for_nothing() {
        var siege = Siege.ofTheirSnapshots(signer);
        Bytes next = siege.publisher().addTarget("v3").publication().getLast().file();
        var read = PocketServer.read(SNAPSHOT, next);
        KeyId ours = siege.intruder().keysOf(TIMESTAMP).getFirst();
        var claimed = new Signature(ours, "ecdsa", Bytes.of(new byte[64]));
        Bytes resigned = Dialect.NOTARY_V1.fileOf(read.payload(), List.of(claimed));
        assertThat(siege.refused(siege.intruder().timestamp(resigned)))
                .isEqualTo("unjustified-below-threshold");
    }

    @Test
    void another_collections_snapshot_is_not_vouched_for() {
        var siege = Siege.ofTheirSnapshots(signer);
        var other = Siege.ofTheirSnapshots(signer).server();
        PocketAsk ask = siege.intruder().timestamp(other.served(SNAPSHOT));
        assertThat(siege.refused(ask)).isEqualTo("evidence-missing");
        assertThat(siege.refused(ask.and(ROOT, other.served(ROOT))))
                .isEqualTo("unjustified-no-root-certificate");
        assertThat(siege.refused(ask.evidence(withRootInThePlaceOfOurs(ask, other.served(ROOT)))))
                .isEqualTo("evidence-missing");
    }

    private static List<Upload> withRootInThePlaceOfOurs(PocketAsk ask, Bytes root) {
        return List.of(new Upload(ROOT, root), ask.evidence().getLast());
    }

    private static Bytes stating(Siege siege, FileMeta lie) {
        return PocketIntruder.payload(
                new Timestamp(
                        new Version(siege.intruder().next(TIMESTAMP)),
                        siege.intruder().in(Duration.ofDays(9)),
                        lie));
    }

    private static void refused(Siege siege, String rule, List<Upload> uploads) {
        PocketAsk ask = siege.intruder().timestamp(uploads.getLast().file());
        for (Upload upload : uploads) {
            ask = ask.and(upload.role(), upload.file());
        }
        assertThat(siege.refused(ask)).isEqualTo(rule);
    }
}
