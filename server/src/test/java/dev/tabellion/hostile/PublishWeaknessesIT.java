package dev.tabellion.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Gun;
import dev.tabellion.pocket.PocketCertificate;
import dev.tabellion.pocket.PocketClock;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Weaknesses of Notary's server that a publisher finds: each attacked as it was, and closed. */
@Hosted(settings = "tabellion.publishing.new-keys-per-minute=1000")
class PublishWeaknessesIT {
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final String gun = "hostile.example.com/" + UUID.randomUUID();
    private final HostedTabellion server;
    private final PocketClock clock;

    PublishWeaknessesIT(HostedTabellion server, PocketClock clock) {
        this.server = server;
        this.clock = clock;
    }

    /** There, an indented snapshot cut the chain, the root was forgotten, and any root taken. */
    @Test
    void weakness_6_3_an_indented_snapshot_opens_no_way_to_replace_the_root() {
        var author = author().begins().adds("v2");
        author.send(author.pocket().reindent(RoleName.SNAPSHOT)).is(200);

        assertThat(author.served(RoleName.SNAPSHOT))
                .isEqualTo(author.pocket().publishedAs(RoleName.SNAPSHOT).getLast());
        author.findsEverythingChained();
        author.refused("INVALID_UPDATE", author.pocket().attack().replaceRoot());
        assertThat(author.servedVersion(RoleName.ROOT)).isEqualTo(1);
    }

    /** There, whoever could sign one role could break what lies under it by its formatting. */
    @Test
    void weakness_6_4_a_role_formatted_otherwise_is_served_and_breaks_nothing() {
        var author = Author.withoutSnapshots(server.wire(), gun, clock);
        author.pocket().delegate(RELEASES.value(), PocketKey.ecdsa());
        author.begins();
        author.send(
                        author.pocket()
                                .addTargetTo(RELEASES, "v1", Bytes.utf8("x"))
                                .publicationOf(RELEASES))
                .is(200);

        for (var role : List.of(RoleName.ROOT, RoleName.TARGETS, RELEASES)) {
            author.send(author.pocket().reindent(role)).is(200);
            Bytes served = author.served(role);
            assertThat(served.utf8()).contains("\n");
            author.get(role + "." + served.sha256() + ".json").is(200);
        }
        author.findsEverythingChained();
    }

    /** There, 2147483647 was taken, and nobody could publish any more. */
    @Test
    void weakness_6_5_versions_cannot_be_run_to_their_end() {
        var author = author().begins();
        for (int version : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 1_000, 102}) {
            author.refused(
                    "INVALID_UPDATE",
                    author.pocket().attack().fastForward(RoleName.TARGETS, version));
        }
        author.refused(
                "INVALID_UPDATE",
                author.pocket().attack().fastForward(RoleName.SNAPSHOT, Integer.MAX_VALUE));
        author.adds("v2");
        assertThat(author.servedVersion(RoleName.TARGETS)).isEqualTo(2);
    }

    /** There, a thief of the snapshot key could mix old, lost and invented documents. */
    @Test
    void weakness_6_6_a_snapshot_cannot_lead_back_astray_or_lie() {
        var author = author().begins().adds("v2");
        var attack = author.pocket().attack();

        author.refused("VERSION", attack.rollBack(RoleName.TARGETS));
        author.refused("VERSION", attack.replay(RoleName.TARGETS));
        author.refused("VERSION", attack.pointBack(RoleName.TARGETS));
        author.refused("INVALID_UPDATE", attack.pointNowhere(RoleName.TARGETS));
        author.refused("INVALID_UPDATE", attack.pointNowhere(RoleName.ROOT));
        author.refused("INVALID_UPDATE", attack.dropFromSnapshot(RoleName.TARGETS));
        author.refused(
                "INVALID_UPDATE",
                attack.misstate(meta -> meta.put(RELEASES, FileMeta.of(Bytes.utf8("invented")))));
        Bytes targets = author.served(RoleName.TARGETS);
        author.refused(
                "INVALID_UPDATE",
                attack.misstate(
                        meta ->
                                meta.put(
                                        RoleName.TARGETS,
                                        new FileMeta(1, targets.sha256(), null))));
        for (var role : List.of(RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.ROOT)) {
            author.refused("INVALID_UPDATE", attack.expire(role));
        }
        assertThat(author.servedVersion(RoleName.TARGETS)).isEqualTo(2);
    }

    /** There, the server signed for any collection whose root named another's key. */
    @Test
    void weakness_6_7_a_key_made_for_one_collection_signs_for_no_other() {
        var victim = Author.withoutSnapshots(server.wire(), gun, clock).begins();
        var timestampKey = Author.key(server.wire(), gun, "timestamp");
        var snapshotKey = Author.key(server.wire(), gun, "snapshot");

        String thiefs = gun + "/thief";
        var own = Author.key(server.wire(), thiefs, "timestamp");
        for (var pocket :
                List.of(
                        thief(thiefs).withServerKeys(timestampKey),
                        thief(thiefs).withServerKeys(snapshotKey),
                        thief(thiefs).withServerKeys(own, timestampKey),
                        thief(thiefs).withServerKeys(own, snapshotKey))) {
            var answer =
                    new Author(server.wire(), pocket)
                            .refused("INVALID_UPDATE", pocket.firstPublication());
            assertThat(answer.text().replace(thiefs, "")).doesNotContain(gun);
        }
        assertThat(victim.servedVersion(RoleName.TIMESTAMP)).isEqualTo(1);
    }

    /**
     * There, the end of the root's certificate was the end of the collection. Here others' work
     * goes on, and a root with a new certificate is taken: clients still refuse the old one.
     */
    @Test
    void weakness_6_9_a_collection_outlives_the_certificate_of_its_root() {
        var pocket = PocketPublisher.of(new Gun(gun), clock);
        var now = clock.instant();
        pocket.holding(
                RoleName.ROOT,
                PocketKey.ecdsa()
                        .certified(
                                PocketCertificate.madeOutTo(gun, now)
                                        .valid(now.minusSeconds(60), now.plusSeconds(5))));
        var author =
                new Author(
                        server.wire(),
                        pocket.withServerKeys(Author.key(server.wire(), gun, "timestamp")));
        author.begins();
        clock.pass(Duration.ofSeconds(10));

        author.adds("v2");
        pocket.rotateRoot(pocket.certified(PocketKey.ecdsa()));
        author.send(pocket.publication()).is(200);

        assertThat(author.servedVersion(RoleName.ROOT)).isEqualTo(2);
        author.get("1.root.json").is(200);
        author.adds("v3");
    }

    private PocketPublisher thief(String gun) {
        return PocketPublisher.of(new Gun(gun), clock);
    }

    private Author author() {
        return Author.of(server.wire(), gun, clock);
    }
}
