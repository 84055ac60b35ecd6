package dev.tabellion.command.notary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.Sha256;
import dev.tabellion.collection.Gun;
import dev.tabellion.collection.KeyPlace;
import dev.tabellion.collection.KeyRefused;
import dev.tabellion.notary.NotaryError;
import dev.tabellion.tuf.KeyId;
import dev.tabellion.tuf.RoleName;
import dev.tabellion.verify.Rejection;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class WordsTest {
    /** Notary's clients read no more than this of an answer. */
    private static final int READ_BY_CLIENTS = 1_024;

    @Test
    void a_key_that_the_signer_refuses_is_no_reason_to_come_back_later() {
        var place = new KeyPlace(new Gun("example.com/app"), 1, RoleName.TIMESTAMP);
        for (String rule : List.of("too-many-new-keys", "life-over", "role-not-kept")) {
            Complaint complaint =
                    UploadWords.noKey(new KeyRefused(place, rule, Collections.emptySortedMap()));
            assertThat(complaint.error()).isEqualTo(NotaryError.INVALID_UPDATE);
            assertThat(complaint.error().status()).isEqualTo(400);
        }
    }

    @Test
    void an_answer_is_short_however_long_what_was_sent() {
        RoleName role = new RoleName("targets/" + "\"".repeat(240));
        for (Rejection why :
                List.of(
                        new Rejection.Malformed(role, "\\".repeat(2_000)),
                        new Rejection.Unreadable(role, "\u0001".repeat(2_000)),
                        new Rejection.InvalidRole("\"".repeat(5_000)),
                        new Rejection.NotDelegated(role),
                        new Rejection.BelowThreshold(
                                role,
                                1,
                                0,
                                Collections.nCopies(99, new KeyId("\"".repeat(255)))))) {
            byte[] body = Words.of(why).body();
            assertThat(body.length).isLessThan(READ_BY_CLIENTS);
            assertThat(JsonMapper.shared().readTree(body).get("errors").size()).isEqualTo(1);
        }
    }

    @Test
    void a_lost_race_is_a_conflict_of_versions() {
        for (Rejection why :
                List.of(
                        new Rejection.Overtaken(),
                        new Rejection.AlreadyPublished(RoleName.TARGETS, 2),
                        new Rejection.VersionRollback(RoleName.TARGETS, 3, 2))) {
            assertThat(Words.of(why).error()).isEqualTo(NotaryError.VERSION);
        }
    }

    @Test
    void who_lost_a_race_learns_what_to_do() {
        var digest = Sha256.of(Bytes.utf8("x"));
        for (Rejection why :
                List.of(
                        new Rejection.Overtaken(),
                        new Rejection.Equivocation(
                                new RoleName("targets/" + "a".repeat(240)), 3, digest, digest),
                        new Rejection.VersionRollback(RoleName.TARGETS, 3, 2))) {
            assertThat(Words.of(why).detail()).contains("publish again");
        }
    }

    @Test
    void another_collection_is_not_named_to_who_uses_its_key() {
        var misplaced =
                new Rejection.ManagedKeyMisplaced(
                        new KeyId("ab".repeat(32)),
                        RoleName.SNAPSHOT,
                        "secret/project",
                        RoleName.TIMESTAMP);
        assertThat(Words.of(misplaced).detail()).doesNotContain("secret");
    }

    @Test
    void a_bad_root_is_told_as_clients_know_it() {
        var detail =
                JsonMapper.shared()
                        .readTree(Words.of(new Rejection.RootVersionSkipped(8, 1)).detail());
        assertThat(detail.get("Name").asString()).isEqualTo("ErrBadRoot");
        assertThat(detail.get("Error").get("Msg").asString()).contains("8").contains("1");
    }
}
