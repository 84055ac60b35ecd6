package dev.tabellion.collection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tabellion.bytes.Bytes;
import org.junit.jupiter.api.Test;

class ActorCommitmentTest {
    private static final Bytes SALT = Bytes.hex("5a".repeat(32));
    private static final Publisher ALICE = new Publisher("alice", "token", "192.0.2.7");

    @Test
    void the_clear_text_tells_the_publisher() {
        ActorCommitment commitment = ActorCommitment.to(ALICE, SALT);
        assertThat(commitment.clearText().utf8())
                .isEqualTo(
                        "{\"address\":\"192.0.2.7\",\"method\":\"token\",\"subject\":\"alice\"}");
        assertThat(commitment.publisher()).isEqualTo(ALICE);
    }

    @Test
    void the_digest_is_the_one_anybody_can_compute() {
        String json = "{\"address\":\"192.0.2.7\",\"method\":\"token\",\"subject\":\"alice\"}";
        assertThat(ActorCommitment.to(ALICE, SALT).digest())
                .isEqualTo(Bytes.utf8("tabellion/actor/v1\0" + "Z".repeat(32) + json).sha256());
    }

    @Test
    void another_salt_hides_the_same_publisher_behind_another_digest() {
        assertThat(ActorCommitment.to(ALICE, Bytes.hex("5b".repeat(32))).digest())
                .isNotEqualTo(ActorCommitment.to(ALICE, SALT).digest());
    }

    @Test
    void a_short_salt_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActorCommitment.to(ALICE, Bytes.hex("5a")));
    }

    @Test
    void a_clear_text_in_another_spelling_is_refused() {
        Bytes spaced =
                Bytes.utf8(
                        "{\"address\": \"-\",\"method\":\"internal\",\"subject\":\"tabellion\"}");
        assertThatIllegalStateException()
                .isThrownBy(() -> new ActorCommitment(SALT, spaced).publisher());
    }
}
