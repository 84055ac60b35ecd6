package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Timestamp;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hostile server may have vouched for where publishers sign their snapshots themselves. */
class PublishersSnapshotTest {
    private static final RoleName ROOT = RoleName.ROOT;
    private static final RoleName TARGETS = RoleName.TARGETS;
    private static final RoleName SNAPSHOT = RoleName.SNAPSHOT;
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final PocketServer server = new PocketServer("example.org/app");
    private final PocketPublisher publisher = server.publisher();

    PublishersSnapshotTest() {
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.addTarget("v2").publication());
    }

    @Test
    void the_publishers_next_snapshot_is_vouched_for() {
        List<Upload> next = publisher.addTarget("v3").publication();
        assertThat(judge(next)).isInstanceOf(Judgement.Justified.class);
    }

    @Test
    void an_older_snapshot_does_not_come_back() {
        Bytes first = publisher.publishedAs(SNAPSHOT).getFirst();
        assertThat(refused(List.of(new Upload(SNAPSHOT, first)))).isEqualTo("snapshot-rolled-back");
    }

    @Test
    void no_second_snapshot_has_the_version_of_the_published_one() {
        assertThat(refused(publisher.attack().equivocate(SNAPSHOT)))
                .isEqualTo("snapshot-equivocated");
    }

    @Test
    void a_snapshot_that_no_publisher_signed_is_not_vouched_for() {
        assertThat(refused(publisher.attack().signWithStranger(SNAPSHOT)))
                .isEqualTo("unjustified-below-threshold");
        assertThat(refused(publisher.attack().expire(SNAPSHOT))).isEqualTo("unjustified-expired");
        assertThat(refused(publisher.attack().fastForward(SNAPSHOT, 1_000)))
                .isEqualTo("unjustified-version-step-too-large");
    }

    @Test
    void a_snapshot_under_a_root_that_does_not_follow_is_not_vouched_for() {
        assertThat(refused(publisher.attack().replaceRoot())).isEqualTo("root-chain-broken");
        assertThat(refused(publisher.attack().equivocate(ROOT)))
                .isEqualTo("unjustified-equivocation");
    }

    @Test
    void a_snapshot_under_a_root_that_was_replaced_is_not_vouched_for() {
        List<Upload> early = publisher.addTarget("v3").publication();
        Bytes oldRoot = server.served(ROOT);
        server.accepts(early);
        List<Upload> late = new ArrayList<>(publisher.attack().fastForward(SNAPSHOT, 9));
        late.add(new Upload(ROOT, oldRoot));
        server.accepts(publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication());

        assertThat(refused(late)).isEqualTo("root-rolled-back");
    }

    @Test
    void a_snapshot_by_the_publishers_former_key_is_not_vouched_for() {
        List<Upload> byFormerKey = publisher.attack().fastForward(SNAPSHOT, 9);
        server.accepts(publisher.rotateSnapshot(PocketKey.ecdsa()).publication());

        assertThat(refused(byFormerKey)).startsWith("evidence-missing");
    }

    @Test
    void a_snapshot_that_names_a_root_nobody_shows_is_not_vouched_for() {
        assertThat(
                        refused(
                                publisher
                                        .attack()
                                        .misstate(
                                                meta ->
                                                        meta.put(
                                                                ROOT,
                                                                FileMeta.of(Bytes.utf8("?"))))))
                .isEqualTo("evidence-missing");
    }

    @Test
    void what_a_publishers_snapshot_names_is_shown_and_signed_by_those_it_is_delegated_to() {
        List<Upload> next = publisher.addTarget("v3").publication();
        assertThat(refused(without(TARGETS, next))).isEqualTo("evidence-missing");
        server.accepts(next);

        assertThat(refused(publisher.attack().signWithStranger(TARGETS)))
                .isEqualTo("unjustified-below-threshold");
        assertThat(refused(publisher.attack().rollBack(TARGETS)))
                .isEqualTo("unjustified-version-rollback");
        assertThat(refused(publisher.attack().replay(TARGETS)))
                .isEqualTo("unjustified-version-rollback");
    }

    @Test
    void a_publishers_snapshot_drops_nothing_that_is_delegated_yet() {
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        server.accepts(publisher.restage(RELEASES).publication());
        List<Upload> dropping = publisher.attack().dropFromSnapshot(RELEASES);

        assertThat(refused(dropping)).isEqualTo("unjustified-removed-from-snapshot");
    }

    @Test
    void what_a_publishers_snapshot_named_is_judged_before_our_own_carries_it_on() {
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        List<Upload> forged = publisher.attack().pointNowhere(RELEASES);

        assertThat(refused(forged)).isEqualTo("evidence-missing");
    }

    private static List<Upload> without(RoleName role, List<Upload> uploads) {
        return uploads.stream().filter(upload -> !upload.role().equals(role)).toList();
    }

    private String refused(List<Upload> uploads) {
        return judge(uploads) instanceof Judgement.Refused refused
                ? refused.rule()
                : "not refused: " + judge(uploads);
    }

    /** As the server asks after an upload, but whatever the upload is. */
    private Judgement judge(List<Upload> uploads) {
        SigningRequest like = server.renewalRequest();
        Bytes snapshot =
                uploads.stream()
                        .filter(upload -> upload.role().equals(SNAPSHOT))
                        .map(Upload::file)
                        .findFirst()
                        .orElseGet(() -> server.served(SNAPSHOT));
        List<Upload> evidence = new ArrayList<>(uploads);
        evidence.add(new Upload(ROOT, server.served(ROOT)));
        evidence.add(new Upload(SNAPSHOT, server.served(SNAPSHOT)));
        evidence.add(new Upload(TARGETS, server.served(TARGETS)));
        Timestamp timestamp =
                new Timestamp(
                        like.version(),
                        server.now().plus(server.policy.timestampValidity()),
                        FileMeta.of(snapshot));
        return server.desk.judge(
                new SigningRequest(
                        like.place(),
                        like.version(),
                        like.keys(),
                        Dialect.NOTARY_V1.payloadOf(timestamp),
                        like.reason(),
                        like.base(),
                        evidence,
                        null));
    }
}
