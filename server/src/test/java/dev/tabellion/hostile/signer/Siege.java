package dev.tabellion.hostile.signer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.Decision;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.TrustCommand;
import dev.tabellion.pocket.PocketAsk;
import dev.tabellion.pocket.PocketIntruder;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketServer;
import dev.tabellion.tuf.RoleName;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * An honest collection with a past, and one who has taken its server and now asks the signer in its
 * name. What is refused has gained nothing, is in the journal with its rule and numbers, and leaves
 * the signer serving others: that is looked at each time.
 */
record Siege(
        AttackedSigner signer,
        PocketServer server,
        PocketPublisher publisher,
        PocketIntruder intruder) {
    static final RoleName ROOT = RoleName.ROOT;
    static final RoleName TARGETS = RoleName.TARGETS;
    static final RoleName SNAPSHOT = RoleName.SNAPSHOT;
    static final RoleName TIMESTAMP = RoleName.TIMESTAMP;
    static final RoleName RELEASES = new RoleName("targets/releases");

    /** Two of its three must sign. */
    static final RoleName TEAM = new RoleName("targets/team");

    /** Signed by the server: snapshots and timestamps. */
    static Siege ofOurSnapshots(AttackedSigner signer) {
        var server = signer.serverOf(AttackedSigner.freshGun());
        return of(signer, server, server.publisherWithoutSnapshots());
    }

    /** Signed by the server: timestamps alone. */
    static Siege ofTheirSnapshots(AttackedSigner signer) {
        var server = signer.serverOf(AttackedSigner.freshGun());
        return of(signer, server, server.publisher());
    }

    /** A collection in its first hour, which takes less time to make. */
    static Siege ofNewCollection(AttackedSigner signer) {
        var server = signer.serverOf(AttackedSigner.freshGun());
        var publisher = server.publisherWithoutSnapshots();
        server.accepts(publisher.addTarget("v1").firstPublication());
        return new Siege(signer, server, publisher, new PocketIntruder(server));
    }

    /** The same after it was deleted and begun again by others. */
    static Siege ofSecondLife(AttackedSigner signer) {
        var first = ofNewCollection(signer).server();
        first.accepts(new TrustCommand.DeleteCollection(first.gun()));
        var publisher = first.publisherWithoutSnapshots();
        first.accepts(publisher.addTarget("again").firstPublication());
        return new Siege(signer, first, publisher, new PocketIntruder(first));
    }

    private static Siege of(AttackedSigner signer, PocketServer server, PocketPublisher publisher) {
        server.accepts(publisher.addTarget("v1").firstPublication());
        server.accepts(publisher.delegate("targets/releases", PocketKey.ecdsa()).publication());
        server.accepts(
                publisher
                        .addTargetTo(RELEASES, "r1", Bytes.utf8("release"))
                        .delegate("targets/team", 2, PocketKey.ecdsa(), PocketKey.ecdsa())
                        .restage(TEAM)
                        .publication());
        server.accepts(publisher.rotateRoot(publisher.certified(PocketKey.ecdsa())).publication());
        server.accepts(publisher.rotateTimestamp(server.newKey(TIMESTAMP).key()).publication());
        server.accepts(publisher.addTarget("v2").publication());
        assertThat(server.renews()).isInstanceOf(Decision.Accepted.class);
        return new Siege(signer, server, publisher, new PocketIntruder(server));
    }

    /** The rule by which the signer refuses; {@code behind} if it tells a later version instead. */
    String refused(PocketAsk ask) {
        signer.journal().news();
        SigningAnswer answer = signer.signer().sign(ask.request());
        List<JsonNode> news = signer.journal().news();
        assertThat(answer).isNotInstanceOf(SigningAnswer.Produced.class);
        assertThat(news).as("what the journal tells of it").hasSize(1);
        JsonNode told = news.getFirst().path("told");
        assertThat(news.getFirst().path("by").asString()).isEqualTo(AttackedSigner.SERVER);
        assertThat(news.getFirst().path("seq").asLong()).isEqualTo(answer.journalEntry());
        assertThat(told.path("gun").asString()).isEqualTo(ask.place().gun().value());
        assertThat(told.path("payload").asString()).isEqualTo(ask.payload().sha256().hex());
        stillServesOthers();
        String kind = news.getFirst().path("kind").asString();
        return switch (answer) {
            case SigningAnswer.Refused refused -> {
                assertThat(kind).isEqualTo("refused/1");
                assertThat(told.path("rule").asString()).isEqualTo(refused.rule());
                assertThat(refused.facts()).isNotEmpty();
                refused.facts()
                        .forEach(
                                (name, value) ->
                                        assertThat(told.path("facts").path(name).asString())
                                                .isEqualTo(value));
                yield refused.rule();
            }
            case SigningAnswer.Behind behind -> {
                assertThat(kind).isEqualTo("behind/1");
                assertThat(told.path("mark").asInt()).isEqualTo(behind.mark().number());
                yield "behind";
            }
            case SigningAnswer.Produced produced -> throw new AssertionError(produced);
        };
    }

    /** What honest servers may have: signed, and one entry that says so. */
    SigningAnswer.Produced given(PocketAsk ask) {
        signer.journal().news();
        SigningAnswer answer = signer.signer().sign(ask.request());
        List<JsonNode> news = signer.journal().news();
        assertThat(answer).isInstanceOf(SigningAnswer.Produced.class);
        assertThat(news).hasSize(1);
        assertThat(news.getFirst().path("kind").asString()).isEqualTo("signed/1");
        assertThat(news.getFirst().path("by").asString()).isEqualTo(AttackedSigner.SERVER);
        return (SigningAnswer.Produced) answer;
    }

    void stillServesOthers() {
        assertThat(signer.neighbour().renews()).isInstanceOf(Decision.Accepted.class);
        assertThat(JournalReader.ofKind("signed/1", signer.journal().news())).hasSize(1);
    }
}
