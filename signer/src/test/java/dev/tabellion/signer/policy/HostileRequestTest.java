package dev.tabellion.signer.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent;
import dev.tabellion.collection.CollectionEvent.ManagedKeyRetired;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.Document;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.TrustedCollection;
import dev.tabellion.collection.Upload;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Snapshot;
import dev.tabellion.tuf.Version;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a hostile server would have signed when, how often and with which keys. */
class HostileRequestTest {
    private static final RoleName ROOT = RoleName.ROOT;
    private static final RoleName TARGETS = RoleName.TARGETS;
    private static final RoleName SNAPSHOT = RoleName.SNAPSHOT;
    private static final RoleName TIMESTAMP = RoleName.TIMESTAMP;
    private static final RoleName RELEASES = new RoleName("targets/releases");

    private final HostileServer hostile = new HostileServer();
    private final PocketServer server = hostile.server;
    private final PocketPublisher publisher = hostile.publisher;

    @Test
    void arbitrary_bytes_are_not_signed() {
        Ask ask = hostile.timestamp(server.served(SNAPSHOT));
        assertThat(hostile.refused(ask.payload(Bytes.utf8("sign me")))).isEqualTo("not-a-document");
        assertThat(hostile.refused(ask.payload(Bytes.utf8("[]")))).isEqualTo("not-a-document");
        String document = ask.payload().utf8();
        assertThat(hostile.refused(ask.payload(Bytes.utf8(document + " "))))
                .isEqualTo("not-a-document");
        assertThat(hostile.refused(ask.payload(Bytes.utf8(document + document))))
                .isEqualTo("not-a-document");
        assertThat(
                        hostile.refused(
                                ask.payload(Bytes.utf8(document.replaceFirst("\\{", "{\"_\":1,")))))
                .isEqualTo("not-a-document");
    }

    @Test
    void a_document_of_another_role_or_version_is_not_signed() {
        Ask ask = hostile.timestamp(server.served(SNAPSHOT));
        assertThat(hostile.refused(ask.payload(hostile.snapshot(meta -> {}).payload())))
                .isEqualTo("not-a-document");
        assertThat(hostile.refused(ask.version(7))).isEqualTo("not-a-document");
        Bytes targets = PocketServer.read(TARGETS, server.served(TARGETS)).payload();
        assertThat(hostile.refused(ask.role(TARGETS).payload(targets))).isEqualTo("not-a-document");
    }

    @Test
    void a_key_signs_at_its_own_place_only() {
        PocketServer other = server.beside("example.org/other");
        other.accepts(other.publisherWithoutSnapshots().firstPublication());
        Ask ask = hostile.timestamp(server.served(SNAPSHOT));

        assertThat(hostile.refused(ask.keys(hostile.keysOf(SNAPSHOT))))
                .isEqualTo("key-of-another-place");
        assertThat(hostile.refused(ask.keys(List.of()))).isEqualTo("key-of-another-place");
        assertThat(hostile.refused(ask.keys(HostileServer.keysOf(other, TIMESTAMP))))
                .isEqualTo("key-of-another-place");
    }

    @Test
    void a_key_that_a_root_dropped_is_never_named_again() {
        PublicKey dropped = hostile.keyOf(TIMESTAMP);
        var fresh = server.newKey(TIMESTAMP).key();
        TrustedCollection forgetful = server.collection;
        var rotated =
                server.loses(server.publication(publisher.rotateTimestamp(fresh).publication()));
        for (CollectionEvent event : rotated.events()) {
            // an honest server knows of it and asks for nothing
            forgetful = event instanceof ManagedKeyRetired ? forgetful : forgetful.evolve(event);
        }
        server.commit(rotated);
        var again = server.publication(publisher.rotateTimestamp(dropped).publication());
        assertThat(server.refused(forgetful, again)).isEqualTo("key-retired");
    }

    @Test
    void a_restored_database_gets_no_new_signature() {
        TrustedCollection backup = server.collection;
        List<Upload> next = publisher.addTarget("v2").publication();
        server.accepts(next);
        server.pass(Duration.ofDays(10));
        assertThat(server.refused(backup, server.renewal())).isEqualTo("base-unknown");
        List<Upload> other = publisher.attack().equivocate(TARGETS);
        assertThat(server.refused(backup, server.publication(other))).isEqualTo("base-unknown");
        assertThat(hostile.refused(hostile.timestamp(server.served(SNAPSHOT)).base(null)))
                .isEqualTo("base-unknown");
        assertThat(
                        hostile.refused(
                                hostile.timestamp(server.served(SNAPSHOT))
                                        .base(Bytes.utf8("?").sha256())))
                .isEqualTo("base-unknown");
    }

    @Test
    void what_a_restored_database_forgot_is_signed_as_it_was() {
        TrustedCollection backup = server.collection;
        List<Upload> forgotten = publisher.addTarget("v2").publication();
        server.accepts(forgotten);
        Bytes lost = server.served(TIMESTAMP);
        long facts = server.desk.facts.size();

        Decision.Accepted again = server.loses(backup, server.publication(forgotten));
        assertThat(again.documents()).contains(Document.of(lost));
        assertThat(server.desk.facts).hasSize((int) facts);
    }

    @Test
    void who_went_back_is_given_what_was_signed_there_and_nothing_else() {
        Ask then = hostile.timestamp(server.served(SNAPSHOT));
        var signed = (SigningAnswer.Produced) server.desk.sign(then.request());
        server.accepts(hostile.publisher.addTarget("v2").publication());
        server.accepts(hostile.publisher.addTarget("v3").publication());

        assertThat(server.desk.sign(then.request())).isEqualTo(signed);
        assertThat(
                        hostile.refused(
                                hostile.timestamp(server.served(SNAPSHOT), then.version())
                                        .base(then.request().base())))
                .isEqualTo("base-unknown");
        server.pass(Duration.ofDays(15));
        assertThat(hostile.refused(then)).isEqualTo("base-unknown");
    }

    @Test
    void versions_go_up_one_by_one() {
        Ask next = hostile.timestamp(server.served(SNAPSHOT));
        assertThat(hostile.refused(hostile.timestamp(server.served(SNAPSHOT), next.version() + 1)))
                .isEqualTo("version-skipped");
        assertThat(hostile.judge(hostile.timestamp(server.served(SNAPSHOT), next.version() - 1)))
                .isEqualTo(new Judgement.Behind(new Version(next.version() - 1)));
        assertThat(hostile.judge(hostile.timestamp(server.served(SNAPSHOT), 1)))
                .isEqualTo(new Judgement.Behind(new Version(next.version() - 1)));
    }

    @Test
    void nothing_is_signed_for_the_past_or_for_too_far_a_future() {
        assertThat(hostile.refused(hostile.timestamp(server.served(SNAPSHOT), Duration.ofDays(15))))
                .isEqualTo("expiry-beyond-policy");
        assertThat(
                        hostile.refused(
                                hostile.timestamp(server.served(SNAPSHOT), Duration.ofSeconds(-1))))
                .isEqualTo("already-expired");
        assertThat(hostile.judge(hostile.timestamp(server.served(SNAPSHOT), Duration.ofDays(14))))
                .isInstanceOf(Judgement.Justified.class);
    }

    @Test
    void nothing_is_signed_while_the_clock_stands_before_what_was_signed() {
        server.pass(Duration.ofMinutes(-1));
        assertThat(hostile.judge(hostile.timestamp(server.served(SNAPSHOT))))
                .isInstanceOf(Judgement.Justified.class);
        server.pass(Duration.ofSeconds(-1));
        assertThat(hostile.refused(hostile.timestamp(server.served(SNAPSHOT))))
                .isEqualTo("clock-backwards");
    }

    @Test
    void fresh_timestamps_are_not_stock_piled() {
        Ask ask = hostile.timestamp(server.served(SNAPSHOT));
        for (int i = 0; i < 64; i++) {
            Ask next = hostile.timestamp(server.served(SNAPSHOT), ask.version() + i);
            assertThat(server.desk.sign(next.request())).isInstanceOf(SigningAnswer.Produced.class);
        }
        Ask more = hostile.timestamp(server.served(SNAPSHOT), ask.version() + 64);
        assertThat(hostile.refused(more)).isEqualTo("too-many-orphans");
        server.pass(Duration.ofHours(25));
        assertThat(hostile.judge(hostile.timestamp(server.served(SNAPSHOT), ask.version() + 64)))
                .isInstanceOf(Judgement.Justified.class);
    }

    @Test
    void neither_earlier_lives_nor_any_but_the_next_are_signed_for() {
        Ask ask = hostile.timestamp(server.served(SNAPSHOT));
        assertThat(hostile.refused(ask.life(3))).isEqualTo("life-skipped");
        assertThat(hostile.refused(ask.life(2))).isEqualTo("base-unknown");
        assertThat(hostile.refused(ask.life(2).base(null))).isEqualTo("version-skipped");
    }

    @Test
    void a_new_life_cannot_be_begun_with_the_root_and_keys_of_the_last() {
        Ask ask = hostile.timestamp(server.served(SNAPSHOT), 1).life(2).base(null);
        assertThat(hostile.refused(ask)).isEqualTo("unjustified-key-of-earlier-life");
        Ask snapshot = hostile.snapshot(meta -> {});
        Ask again =
                new Ask(
                        new KeyPlace(server.gun, 2, SNAPSHOT),
                        1,
                        snapshot.keys(),
                        HostileServer.payload(
                                new Snapshot(
                                        Version.FIRST,
                                        hostile.in(Duration.ofDays(9)),
                                        hostile.meta())),
                        null,
                        List.of(
                                new Upload(ROOT, server.served(ROOT)),
                                new Upload(TARGETS, server.served(TARGETS)),
                                new Upload(RELEASES, server.served(RELEASES))));
        assertThat(hostile.refused(again)).isEqualTo("unjustified-key-of-earlier-life");
    }

    @Test
    void keys_are_made_for_the_next_life_at_most_and_few_of_them_wait() {
        KeyPlace next = new KeyPlace(server.gun, 2, TIMESTAMP);
        for (int i = 0; i < 8; i++) {
            server.desk.create(next, KeyAlgorithm.ECDSA);
        }
        assertThat(server.desk.refusalOfKey(next).orElseThrow().rule())
                .isEqualTo("too-many-unused-keys");
        assertThat(server.desk.refusalOfKey(new KeyPlace(server.gun, 2, SNAPSHOT))).isEmpty();
        assertThat(
                        server.desk
                                .refusalOfKey(new KeyPlace(server.gun, 3, TIMESTAMP))
                                .orElseThrow()
                                .rule())
                .isEqualTo("life-skipped");
        assertThat(
                        server.desk
                                .refusalOfKey(new KeyPlace(server.gun, 1, TARGETS))
                                .orElseThrow()
                                .rule())
                .isEqualTo("role-not-kept");
    }
}
