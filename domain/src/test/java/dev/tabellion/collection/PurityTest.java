package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.tuf.RoleName;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PurityTest {
    private final Story story = new Story("example.org/app");

    @Test
    void deciding_twice_comes_to_the_same() {
        PocketPublisher publisher = story.publisherWithoutSnapshots();
        publisher.delegate("targets/a", PocketKey.ecdsa()).delegate("targets/b", PocketKey.rsa());
        decideTwice(story.publish(publisher.firstPublication()));
        decideTwice(story.publish(publisher.attack().equivocate(RoleName.TARGETS)));
        decideTwice(
                new TrustCommand.RotateManagedKey(
                        story.gun, RoleName.TIMESTAMP, KeyAlgorithm.ECDSA));
        story.pass(Duration.ofDays(8));
        decideTwice(new TrustCommand.RenewServerRoles(story.gun));
        decideTwice(new TrustCommand.DeleteCollection(story.gun));
    }

    @Test
    void the_events_alone_make_the_same_collection() {
        PocketPublisher publisher = story.publisher();
        story.accepted(publisher.delegate("targets/a", PocketKey.ecdsa()).firstPublication());
        story.accepted(publisher.addTarget("v2").publication());
        ManagedKey next = story.newKey(RoleName.TIMESTAMP);
        story.newKey(RoleName.SNAPSHOT);
        assertReplayed();
        story.accepted(publisher.rotateTimestamp(next.key()).publication());
        assertReplayed();
        story.accepted(new TrustCommand.DeleteCollection(story.gun));
        assertReplayed();
    }

    @Test
    void the_signer_is_shown_what_justifies_its_signature() {
        Story other = new Story("example.org/other");
        PocketPublisher publisher = other.publisherWithoutSnapshots();
        List<Upload> first = publisher.delegate("targets/a", PocketKey.ecdsa()).firstPublication();
        other.accepted(first);
        Bytes base = other.served(RoleName.TIMESTAMP);
        RoleName role = new RoleName("targets/a");
        publisher.addTargetTo(role, "v1", Bytes.utf8("x"));
        List<Upload> alone = publisher.publicationOf(role);

        Decision.SignatureWanted snapshot =
                (Decision.SignatureWanted) other.decide(other.publish(alone));

        assertThat(snapshot.request().evidence())
                .containsExactly(
                        first.get(0),
                        first.get(1),
                        alone.getFirst(),
                        new Upload(RoleName.SNAPSHOT, other.served(RoleName.SNAPSHOT)));
        assertThat(snapshot.request().place())
                .isEqualTo(new KeyPlace(other.gun, 1, RoleName.SNAPSHOT));
        assertThat(snapshot.request().base()).isEqualTo(base.sha256());
    }

    private void decideTwice(TrustCommand command) {
        assertSame(story.decide(command), story.decide(command));
        story.when(command);
    }

    /** Both ask for the same, and given the same answer go on in the same way. */
    private void assertSame(Decision one, Decision other) {
        if (one instanceof Decision.SignatureWanted(SigningRequest request, var then)
                && other instanceof Decision.SignatureWanted(SigningRequest again, var thenAgain)) {
            assertThat(again).isEqualTo(request);
            SigningAnswer answer = story.signer.sign(request);
            assertSame(then.apply(answer), thenAgain.apply(answer));
        } else if (one instanceof Decision.KeyWanted(KeyPlace place, var algorithm, var then)
                && other instanceof Decision.KeyWanted(KeyPlace again, var _, var thenAgain)) {
            assertThat(again).isEqualTo(place);
            ManagedKey key = story.signer.create(place, algorithm);
            assertSame(then.apply(key), thenAgain.apply(key));
        } else {
            assertThat(other).isEqualTo(one);
        }
    }

    private void assertReplayed() {
        TrustedCollection replayed = TrustedCollection.unborn(story.gun);
        for (CollectionEvent event : story.history()) {
            replayed =
                    replayed.evolve(
                            EventJson.readOfCollection(
                                    EventJson.nameOf(event),
                                    EventJson.revisionOf(event),
                                    EventJson.write(event)));
        }
        assertThat(replayed).isEqualTo(story.collection());
    }
}
