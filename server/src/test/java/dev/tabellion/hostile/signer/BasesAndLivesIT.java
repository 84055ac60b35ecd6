package dev.tabellion.hostile.signer;

import static dev.tabellion.hostile.signer.Siege.ROOT;
import static dev.tabellion.hostile.signer.Siege.SNAPSHOT;
import static dev.tabellion.hostile.signer.Siege.TARGETS;
import static dev.tabellion.hostile.signer.Siege.TIMESTAMP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.collection.Upload;
import dev.tabellion.dialect.Dialect;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.FileMeta;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Lies about what is published, and about which life of a collection it is. */
@ExtendWith(SharedSigner.class)
class BasesAndLivesIT {
    private final AttackedSigner signer;

    BasesAndLivesIT(AttackedSigner signer) {
        this.signer = signer;
    }

    @Test
    void what_is_published_cannot_be_forgotten() {
        var siege = Siege.ofNewCollection(signer);
        Sha256 first = siege.server().current(TIMESTAMP).digest();
        siege.server().accepts(siege.publisher().addTarget("v2").publication());
        Sha256 elsewhere = signer.neighbour().current(TIMESTAMP).digest();
        for (PocketAsk ask :
                List.of(siege.intruder().freshTimestamp(), siege.intruder().snapshot(_ -> {}))) {
            assertThat(siege.refused(ask.base(null))).isEqualTo("base-unknown");
            assertThat(siege.refused(ask.base(first))).isEqualTo("base-unknown");
            assertThat(siege.refused(ask.base(elsewhere))).isEqualTo("base-unknown");
            assertThat(siege.refused(ask.base(Bytes.utf8("?").sha256()))).isEqualTo("base-unknown");
            assertThat(siege.refused(ask.base(siege.server().current(SNAPSHOT).digest())))
                    .isEqualTo("base-unknown");
        }
    }

    @Test
    void a_second_first_root_is_not_pinned() {
        var siege = Siege.ofNewCollection(signer);
        var usurper =
                PocketPublisher.of(siege.server().gun(), siege.server().clock())
                        .withServerKeys(
                                siege.intruder().keyOf(TIMESTAMP),
                                siege.intruder().keyOf(SNAPSHOT));
        List<Upload> uploads = usurper.firstPublication();
        PocketAsk first = first(siege.server(), uploads, 1).keys(siege.intruder().keysOf(SNAPSHOT));
        assertThat(siege.refused(first)).isEqualTo("base-unknown");
        assertThat(siege.refused(first.base(siege.server().current(TIMESTAMP).digest())))
                .isEqualTo("behind");
    }

    @Test
    void lives_neither_come_back_nor_are_skipped() {
        var siege = Siege.ofSecondLife(signer);
        PocketAsk ask = siege.intruder().freshTimestamp();
        assertThat(ask.place().life()).isEqualTo(2);
        assertThat(siege.refused(ask.life(1))).isEqualTo("life-over");
        assertThat(siege.refused(ask.life(4))).isEqualTo("life-skipped");
        assertThat(siege.refused(ask.life(Integer.MAX_VALUE))).isEqualTo("life-skipped");
        assertThat(siege.refused(ask.life(3))).isEqualTo("base-unknown");
        assertThat(siege.refused(ask.life(3).base(null))).isEqualTo("version-skipped");
        assertThat(siege.refused(siege.intruder().snapshot(_ -> {}).life(1)))
                .isEqualTo("life-over");
    }

    @Test
    void a_new_life_is_not_begun_with_the_root_and_keys_of_the_last() {
        var siege = Siege.ofNewCollection(signer);
        List<Upload> stored =
                List.of(
                        new Upload(ROOT, siege.server().served(ROOT)),
                        new Upload(TARGETS, siege.server().served(TARGETS)));
        PocketAsk snapshot =
                first(siege.server(), stored, 2).keys(siege.intruder().keysOf(SNAPSHOT));
        assertThat(siege.refused(snapshot)).isEqualTo("unjustified-key-of-earlier-life");
        PocketAsk timestamp =
                siege.intruder().timestamp(siege.server().served(SNAPSHOT), 1).life(2).base(null);
        assertThat(siege.refused(timestamp)).isEqualTo("unjustified-key-of-earlier-life");
    }

    /** Who owns a server can end a life, with publishers of their own; never go back to it. */
    @Test
    void a_life_that_an_intruder_ended_does_not_go_on() {
        var siege = Siege.ofNewCollection(signer);
        PocketAsk before = siege.intruder().freshTimestamp();
        siege.server().accepts(new TrustCommand.DeleteCollection(siege.server().gun()));
        siege.server().accepts(siege.server().publisherWithoutSnapshots().firstPublication());
        assertThat(siege.refused(before)).isEqualTo("life-over");
        assertThat(siege.refused(before.base(null).version(1))).isEqualTo("not-a-document");
    }

    @Test
    void a_next_life_that_is_only_prepared_ends_nothing() {
        var siege = Siege.ofNewCollection(signer);
        Gun gun = siege.server().gun();
        signer.signer().create(new KeyPlace(gun, 2, TIMESTAMP), KeyAlgorithm.ECDSA);
        signer.signer().create(new KeyPlace(gun, 2, SNAPSHOT), KeyAlgorithm.ECDSA);
        List<Upload> stored =
                List.of(
                        new Upload(ROOT, siege.server().served(ROOT)),
                        new Upload(TARGETS, siege.server().served(TARGETS)));
        assertThat(siege.refused(first(siege.server(), stored, 2))).startsWith("unjustified-");

        assertThat(siege.server().renews()).isInstanceOf(Decision.Accepted.class);
        siege.server().accepts(siege.publisher().addTarget("v2").publication());
    }

    /** All that ending a life gains: an end, and a beginning for whoever never saw the first. */
    @Test
    void a_life_that_an_intruder_began_gets_no_signature_by_a_key_of_the_life_before() {
        var siege = Siege.ofNewCollection(signer);
        var server = siege.server();
        List<Upload> publishers = siege.publisher().addTarget("v2").publication();
        Set<KeyId> pinned = new HashSet<>(siege.intruder().keysOf(TIMESTAMP));
        pinned.addAll(siege.intruder().keysOf(SNAPSHOT));
        server.accepts(new TrustCommand.DeleteCollection(server.gun()));
        var usurper = server.publisherWithoutSnapshots();
        server.accepts(usurper.addTarget("evil").firstPublication());

        for (RoleName role : List.of(TIMESTAMP, SNAPSHOT)) {
            assertThat(PocketServer.read(role, server.served(role)).keyIds())
                    .isNotEmpty()
                    .doesNotContainAnyElementsOf(pinned);
        }
        // and of what the former publishers signed, nothing is taken up in it
        PocketAsk theirs = new PocketIntruder(server).publication(publishers);
        assertThat(siege.refused(theirs)).isEqualTo("unjustified-below-threshold");
    }

    @Test
    void telling_that_something_was_published_gets_no_signature() {
        var siege = Siege.ofNewCollection(signer);
        Gun gun = siege.server().gun();
        PocketAsk fresh = siege.intruder().freshTimestamp();
        Sha256 older = siege.server().current(TIMESTAMP).digest();
        siege.server().accepts(siege.publisher().addTarget("v2").publication());
        Bytes forged =
                Dialect.NOTARY_V1.fileOf(
                        PocketIntruder.payload(
                                new Timestamp(
                                        new Version(900),
                                        siege.intruder().in(Duration.ofDays(9)),
                                        FileMeta.of(Bytes.utf8("evil")))),
                        List.of());
        signer.journal().news();
        List<Sha256> lies =
                List.of(
                        older,
                        forged.sha256(),
                        signer.neighbour().current(TIMESTAMP).digest(),
                        siege.server().current(SNAPSHOT).digest());
        for (Sha256 lie : lies) {
            signer.signer()
                    .published(
                            List.of(
                                    new PublishedTimestamp(gun, 1, lie),
                                    new PublishedTimestamp(gun, 2, lie)));
        }
        var news = signer.journal().news();
        assertThat(JournalReader.ofKind("published/1", news)).isEmpty();
        // the older one was signed for this life: telling of it late is no lie
        assertThat(news)
                .hasSize(2 * lies.size() - 1)
                .allMatch(e -> e.at("/told/rule").asString().equals("published-unknown"));
        for (Sha256 lie : lies) {
            assertThat(siege.refused(fresh.base(lie))).isEqualTo("base-unknown");
        }
        assertThat(siege.server().renews()).isInstanceOf(Decision.Accepted.class);
    }

    private static PocketAsk first(PocketServer server, List<Upload> uploads, int life) {
        var meta = new TreeMap<RoleName, FileMeta>();
        uploads.forEach(upload -> meta.put(upload.role(), FileMeta.of(upload.file())));
        return new PocketAsk(
                new KeyPlace(server.gun(), life, SNAPSHOT),
                1,
                List.of(),
                PocketIntruder.payload(
                        new Snapshot(
                                Version.FIRST,
                                server.clock().instant().plus(Duration.ofDays(9)),
                                meta)),
                null,
                uploads);
    }
}
