package dev.tabellion.server.signer.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.collection.CollectionEvent.Reason;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyAlgorithm;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.ManagedKey;
import dev.tabellion.collection.PublishedTimestamp;
import dev.tabellion.collection.RoleSigner;
import dev.tabellion.collection.SignerUnavailable;
import dev.tabellion.collection.SigningAnswer;
import dev.tabellion.collection.SigningRequest;
import dev.tabellion.collection.Upload;
import dev.tabellion.signer.door.Admitted;
import dev.tabellion.signer.door.Admitted.Right;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.PublicKey;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.tuf.Version;
import dev.tabellion.verify.JdkSignatureCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The signer answers over HTTP what it answers in the same process. */
class RemoteRoleSignerIT {
    private static final KeyPlace PLACE =
            new KeyPlace(new Gun("example.com/ä"), 3, RoleName.TIMESTAMP);

    private final DoorServer server = new DoorServer();
    private final RoleSigner remote = server.remote();

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void a_key_is_made_there_and_signs_there() {
        for (KeyAlgorithm algorithm : KeyAlgorithm.values()) {
            ManagedKey key = remote.create(PLACE, algorithm);
            Bytes payload = Bytes.utf8("{\"not\":\"read\"}");

            var answer = (SigningAnswer.Produced) remote.sign(request(key.id(), payload, 0));

            assertThat(answer.payload()).isEqualTo(payload);
            assertThat(
                            new JdkSignatureCheck()
                                    .verifies(key.key(), answer.signatures().getFirst(), payload))
                    .isTrue();
            assertThat(answer.journalEntry()).isEqualTo(server.signer.journalEntries());
        }
    }

    @Test
    void a_refusal_is_an_answer() {
        assertThat(remote.sign(request(new KeyId("none"), Bytes.utf8("{}"), 0)))
                .isInstanceOfSatisfying(
                        SigningAnswer.Refused.class,
                        refused -> {
                            assertThat(refused.rule()).isEqualTo("key-of-another-place");
                            assertThat(refused.facts()).containsEntry("key", "none");
                        });
    }

    @Test
    void evidence_past_the_limit_is_a_refusal_that_stands_in_the_journal() {
        ManagedKey key = remote.create(PLACE, KeyAlgorithm.ECDSA);

        assertThat(remote.sign(request(key.id(), Bytes.utf8("{}"), 100 << 20)))
                .isInstanceOfSatisfying(
                        SigningAnswer.Refused.class,
                        refused -> {
                            assertThat(refused.rule()).isEqualTo("request-too-large");
                            assertThat(refused.journalEntry()).isEqualTo(1);
                        });
        assertThat(server.journal.last().by()).isEqualTo(DoorServer.PEER);
        assertThat(server.journal.last().facts()).containsEntry("longest", "1048576");
    }

    @Test
    void where_a_key_belongs_is_asked_once_and_for_all_of_a_publication_together() {
        ManagedKey ours = server.signer.create(PLACE, KeyAlgorithm.ECDSA);
        List<PublicKey> keys = new ArrayList<>(List.of(ours.key()));
        IntStream.range(0, 1_500)
                .forEach(i -> keys.add(new PublicKey("ecdsa", Bytes.utf8("foreign " + i))));

        remote.foresee(keys);
        remote.foresee(keys);

        assertThat(server.questions).hasValue(2); // a thousand at a time
        assertThat(remote.placeOf(ours.key())).isEqualTo(PLACE);
        assertThat(remote.placeOf(keys.getLast())).isNull();
        assertThat(server.questions).hasValue(2);
        ManagedKey made = remote.create(PLACE, KeyAlgorithm.ECDSA);
        assertThat(remote.placeOf(made.key())).isEqualTo(PLACE);
        assertThat(server.questions).hasValue(3);
        assertThat(remote.placeOf(new PublicKey("ecdsa", Bytes.utf8("another")))).isNull();
        assertThat(server.questions).hasValue(4);
    }

    @Test
    void what_was_published_is_told_and_what_was_not_is_found() {
        ManagedKey key = remote.create(PLACE, KeyAlgorithm.ECDSA);
        remote.sign(request(key.id(), Bytes.utf8("{\"a\":1}"), 0));
        List<PublishedTimestamp> unsettled = remote.unsettled(0, Integer.MAX_VALUE);

        assertThat(unsettled).hasSize(1);
        assertThat(remote.unsettled(0, 0)).isEmpty();
        remote.published(unsettled);

        assertThat(server.signer.told()).isEqualTo(unsettled);
        assertThat(remote.unsettled(0, 10)).isEmpty();
    }

    @Test
    void a_signer_that_signs_nothing_says_why() {
        assertThat(server.reachable().complaint()).isNull();
        server.complaint.set("its book was rolled back");

        assertThat(server.reachable().complaint())
                .isEqualTo("the signer signs nothing: its book was rolled back");
        assertThatThrownBy(() -> remote.unsettled(0, 1))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("503")
                .hasMessageContaining("opening the book");
    }

    @Test
    void a_stranger_is_let_nowhere_and_is_in_the_journal() {
        server.who.set(null);

        assertThatThrownBy(() -> remote.create(PLACE, KeyAlgorithm.ECDSA))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("unknown-peer");
        assertThat(server.reachable().complaint())
                .isEqualTo("the signer does not let this server in");
        assertThat(server.questions).hasValue(0);
        assertThat(server.journal.last().by()).isNull();
        assertThat(server.journal.last().rule()).isEqualTo("unknown-peer");
    }

    @Test
    void who_may_only_read_has_nothing_signed() {
        ManagedKey key = remote.create(PLACE, KeyAlgorithm.ECDSA);
        server.who.set(new Admitted(DoorServer.PEER, Set.of(Right.READ)));

        assertThatThrownBy(() -> remote.sign(request(key.id(), Bytes.utf8("{}"), 0)))
                .isInstanceOf(SignerUnavailable.class)
                .hasMessageContaining("right-missing");
        assertThat(server.signer.journalEntries()).isZero();
        assertThat(server.journal.last().rule()).isEqualTo("right-missing");
    }

    private static SigningRequest request(KeyId key, Bytes payload, int evidence) {
        return new SigningRequest(
                PLACE,
                Version.FIRST,
                List.of(key),
                payload,
                Reason.PUBLISHED,
                null,
                List.of(new Upload(RoleName.ROOT, Bytes.of(new byte[evidence]))),
                null);
    }
}
