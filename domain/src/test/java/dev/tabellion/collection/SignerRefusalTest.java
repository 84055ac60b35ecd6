package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.collection.CollectionEvent.SignatureProduced;
import dev.tabellion.collection.CollectionEvent.SigningRefused;
import dev.tabellion.collection.CollectionEvent.SigningRequested;
import dev.tabellion.pocket.PocketKey;
import dev.tabellion.pocket.PocketPublisher;
import dev.tabellion.pocket.PocketSigner;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Publications that come to nothing at the signer. */
class SignerRefusalTest {
    private final Story story = new Story("example.org/app");
    private final PocketPublisher publisher = story.publisherOfThreeVersions();

    @Test
    void the_signers_no_is_told_in_events() {
        story.signer.seal();
        Decision decision = story.when(story.publish(publisher.addTarget("v4").publication()));
        assertThat(decision)
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        r -> {
                            assertThat(r.why())
                                    .isEqualTo(
                                            new Rejection.SignerRefused(
                                                    RoleName.TIMESTAMP, "sealed", null));
                            assertThat(r.events())
                                    .extracting(CollectionEvent::getClass)
                                    .containsExactly(SigningRequested.class, SigningRefused.class);
                        });
    }

    @Test
    void a_signature_made_before_the_signers_no_is_told_too() {
        Story other = new Story("example.org/other");
        List<Upload> uploads = other.publisherWithoutSnapshots().firstPublication();
        Decision.SignatureWanted snapshot =
                (Decision.SignatureWanted) other.decide(other.publish(uploads));
        Decision timestamp = snapshot.then().apply(other.signer.sign(snapshot.request()));
        other.signer.seal();
        assertThat(Story.settle(timestamp, other.signer))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        r ->
                                assertThat(r.events())
                                        .extracting(CollectionEvent::getClass)
                                        .containsExactly(
                                                SigningRequested.class,
                                                SignatureProduced.class,
                                                SigningRequested.class,
                                                SigningRefused.class));
    }

    @Test
    void a_timestamp_key_the_server_never_made() {
        Story other = new Story("example.org/other");
        PocketKey foreign = PocketKey.ecdsa();
        PocketPublisher own =
                PocketPublisher.of(other.gun, other.clock()).holding(RoleName.TIMESTAMP, foreign);
        assertThat(other.refused(own.firstPublication()))
                .isEqualTo(new Rejection.ForeignTimestampKey(foreign.id()));
        assertThat(new PocketSigner().placeOf(foreign.key())).isNull();
    }
}
