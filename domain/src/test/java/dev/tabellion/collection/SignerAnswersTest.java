package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.SigningAnswer.Behind;
import dev.tabellion.collection.SigningAnswer.Produced;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Signature;
import dev.tabellion.tuf.Timestamp;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SignerAnswersTest {
    private final Story story = new Story("example.org/app");
    private final TrustCommand first = story.publish(story.publisher().firstPublication());

    @Test
    void a_signature_of_our_own_signer_is_not_believed_unchecked() {
        Decision.SignatureWanted wanted = wanted(story.decide(first));
        Produced honest = sign(wanted.request());
        Signature signature = honest.signatures().getFirst();
        Signature forged =
                new Signature(
                        signature.keyId(),
                        signature.method(),
                        Bytes.hex("00".repeat(signature.value().length())));
        assertThatIllegalStateException()
                .isThrownBy(
                        () ->
                                wanted.then()
                                        .apply(new Produced(honest.payload(), List.of(forged), 1)))
                .withMessageContaining("timestamp")
                .withMessageContaining(signature.keyId().value());
        assertThatIllegalStateException()
                .isThrownBy(() -> wanted.then().apply(new Produced(honest.payload(), List.of(), 1)))
                .withMessageContaining(signature.keyId().value());
    }

    @Test
    void a_document_signed_for_a_lost_answer_is_taken_with_its_own_expiry() {
        Decision.SignatureWanted lost = wanted(story.decide(first));
        Produced earlier = sign(lost.request());
        story.pass(Duration.ofMinutes(3));
        Decision.SignatureWanted again = wanted(story.decide(first));

        assertThat(again.request().payload()).isNotEqualTo(lost.request().payload());
        assertThat(again.then().apply(earlier)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_document_of_other_content_is_not_taken() {
        Decision.SignatureWanted wanted = wanted(story.decide(first));
        SigningRequest request = wanted.request();
        Timestamp other =
                new Timestamp(
                        new Version(2),
                        story.now().plus(Duration.ofDays(1)),
                        ((Timestamp) read(request.payload())).snapshot());
        Bytes payload = story.collection().dialect().payloadOf(other);
        Produced produced = sign(with(request, payload));
        assertThatIllegalStateException()
                .isThrownBy(() -> wanted.then().apply(produced))
                .withMessageContaining("signed");
    }

    @Test
    void a_timestamp_given_along_with_its_snapshot_is_taken_like_one_asked_for() {
        Decision.SignatureWanted both = wanted(story.decide(withoutSnapshots()));
        Produced snapshot = sign(both.request());
        Produced timestamp = sign(vouchingFor(both.request(), snapshot));

        assertThat(both.then().apply(snapshot.with(timestamp)))
                .isEqualTo(wanted(both.then().apply(snapshot)).then().apply(timestamp))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_timestamp_given_along_over_another_snapshot_is_not_taken() {
        Decision.SignatureWanted both = wanted(story.decide(withoutSnapshots()));
        Produced snapshot = sign(both.request());
        Produced another = new Produced(snapshot.payload(), List.of(), 7);
        Produced timestamp = sign(vouchingFor(both.request(), another));
        assertThatIllegalStateException()
                .isThrownBy(() -> both.then().apply(snapshot.with(timestamp)))
                .withMessageContaining("signed");
    }

    @Test
    void a_timestamp_that_is_left_out_is_asked_for_by_itself() {
        Decision.SignatureWanted both = wanted(story.decide(withoutSnapshots()));
        SigningRequest next = wanted(both.then().apply(sign(both.request()))).request();
        assertThat(next.place().role()).isEqualTo(RoleName.TIMESTAMP);
        assertThat(next.vouching()).isNull();
    }

    private TrustCommand withoutSnapshots() {
        return story.publish(story.publisherWithoutSnapshots().firstPublication());
    }

    private SigningRequest vouchingFor(SigningRequest request, Produced snapshot) {
        var dialect = story.collection().dialect();
        Bytes file = dialect.fileOf(snapshot.payload(), snapshot.signatures());
        return Objects.requireNonNull(request.vouchingFor(file, dialect));
    }

    @Test
    void who_is_behind_asks_for_the_version_after_the_mark() {
        Decision.SignatureWanted wanted = wanted(story.decide(first));
        Decision.SignatureWanted next = wanted(wanted.then().apply(new Behind(new Version(7), 1)));

        assertThat(next.request().version()).isEqualTo(new Version(8));
        assertThat(Story.settle(next, story.signer)).isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void a_signer_that_is_always_ahead_is_asked_three_times() {
        Decision decision = story.decide(first);
        int asked = 0;
        while (decision instanceof Decision.SignatureWanted wanted) {
            asked++;
            decision = wanted.then().apply(new Behind(wanted.request().version(), asked));
        }
        assertThat(asked).isEqualTo(3);
        assertThat(decision).isEqualTo(new Decision.Refused(new Rejection.Overtaken(), List.of()));
    }

    @Test
    void a_signer_that_is_behind_what_is_served_has_refused() {
        var publisher = story.publisher();
        story.accepted(publisher.firstPublication());
        var second = story.publish(publisher.addTarget("v2").publication());
        assertThat(wanted(story.decide(second)).then().apply(new Behind(Version.FIRST, 1)))
                .isInstanceOfSatisfying(
                        Decision.Refused.class,
                        refused ->
                                assertThat(refused.why())
                                        .isEqualTo(
                                                new Rejection.SignerRefused(
                                                        RoleName.TIMESTAMP, "behind", null)));
    }

    private Produced sign(SigningRequest request) {
        return (Produced) story.signer.sign(request);
    }

    private Object read(Bytes payload) {
        try {
            var dialect = story.collection().dialect();
            return dialect.read(RoleName.TIMESTAMP, dialect.fileOf(payload, List.of())).metadata();
        } catch (dev.tabellion.dialect.MalformedMetadata e) {
            throw new AssertionError(e);
        }
    }

    private static SigningRequest with(SigningRequest request, Bytes payload) {
        return new SigningRequest(
                request.place(),
                request.version(),
                request.keys(),
                payload,
                request.reason(),
                request.base(),
                request.evidence(),
                null);
    }

    private static Decision.SignatureWanted wanted(Decision decision) {
        return (Decision.SignatureWanted) decision;
    }
}
