package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WitnessPolicyTest {
    private static final VerifierKey X1 = witness("x1", TestKey.WITNESS.key().key());
    private static final VerifierKey X2 = witness("x2", TestKey.LOG.key().key());
    private static final VerifierKey Y1 =
            witness("y1", key("e932791ae6e7a840a46164c904786426d5e7821dd8b29a00d61cae72afdd4da4"));
    private static final String LOG = "log " + TestKey.LOG.key() + "\n";
    private static final String X = "witness X1 " + X1 + "\nwitness X2 " + X2 + "\n";
    private static final String Y = "witness Y1 " + Y1 + "\n";

    @Test
    void groups_of_groups_are_counted() throws MalformedLogData {
        WitnessPolicy policy =
                parse(LOG + X + "group X any X1 X2\n" + Y + "group both all X Y1\nquorum both\n");
        assertThat(policy.quorum().isMetBy(Set.of())).isFalse();
        assertThat(policy.quorum().isMetBy(Set.of(X1, X2))).isFalse();
        assertThat(policy.quorum().isMetBy(Set.of(Y1))).isFalse();
        assertThat(policy.quorum().isMetBy(Set.of(X2, Y1))).isTrue();
    }

    @Test
    void a_number_of_members_is_enough_and_one_fewer_is_not() throws MalformedLogData {
        Quorum quorum = parse(X + Y + "group g 2 X1 X2 Y1\nquorum g\n").quorum();
        assertThat(quorum.isMetBy(Set.of(X1))).isFalse();
        assertThat(quorum.isMetBy(Set.of(X1, Y1))).isTrue();
        assertThat(quorum.isMetBy(Set.of(X1, X2, Y1))).isTrue();
    }

    @Test
    void comments_blanks_tabs_and_addresses_are_read() throws MalformedLogData {
        WitnessPolicy policy =
                parse(
                        "# the log\n \t\n\tlog  "
                                + TestKey.LOG.key()
                                + "\thttps://log.example.com/a \n  # \u00e9\nwitness K\u212a "
                                + X1
                                + " https://w.example.com/\nquorum\tK\u212a\n");
        assertThat(policy.logs())
                .containsExactly(
                        new WitnessPolicy.Log(
                                TestKey.LOG.key(), URI.create("https://log.example.com/a")));
        assertThat(policy.witnesses())
                .containsExactly(
                        new WitnessPolicy.Witness(
                                "K\u212a", X1, URI.create("https://w.example.com/")));
        assertThat(policy.quorum()).isEqualTo(new Quorum.Cosigned(X1));
    }

    @Test
    void the_recorded_checkpoint_meets_the_policy_of_its_signers() throws MalformedLogData {
        String witness = "witness w " + TestKey.WITNESS.key() + "\n";
        var checkpoint = SignedCheckpoint.parse(Vectors.bytes("cp70000"));
        assertThat(parse(LOG + witness + "quorum w\n").accepts(checkpoint)).isTrue();
        assertThat(parse(LOG + "quorum none\n").accepts(checkpoint)).isTrue();
        assertThat(parse(witness + "quorum w\n").accepts(checkpoint)).isFalse();
        assertThat(parse(LOG + Y + "quorum Y1\n").accepts(checkpoint)).isFalse();
        var uncosigned = SignedCheckpoint.parse(Vectors.bytes("cp0"));
        assertThat(parse(LOG + witness + "quorum w\n").accepts(uncosigned)).isFalse();
    }

    @Test
    void a_forged_cosignature_sinks_a_checkpoint_that_has_enough_others() throws MalformedLogData {
        WitnessPolicy policy =
                parse(
                        LOG
                                + Y
                                + "witness w "
                                + TestKey.WITNESS.key()
                                + "\ngroup g any w Y1\nquorum g\n");
        var checkpoint = SignedCheckpoint.parse(Vectors.bytes("cp70000"));
        var forged = NoteSignature.by(Y1, Bytes.of(new byte[72]));
        assertThat(policy.accepts(checkpoint)).isTrue();
        assertThat(policy.accepts(checkpoint.with(List.of(forged)))).isFalse();
    }

    @Test
    void a_log_signs_for_its_own_origin_only() throws MalformedLogData {
        var other = new Checkpoint(new Origin("other"), TreeHead.EMPTY);
        var signed = SignedCheckpoint.of(other, TestKey.LOG.sign(other.text()));
        assertThat(parse(LOG + "quorum none\n").accepts(signed)).isFalse();
    }

    @ParameterizedTest
    @MethodSource
    void any_other_policy_is_refused(String policy) {
        assertThatExceptionOfType(MalformedLogData.class).isThrownBy(() -> parse(policy));
    }

    static Stream<String> any_other_policy_is_refused() {
        return Stream.of(
                "",
                "# nothing\n",
                "quorum none",
                "quorum none\nquorum none\n",
                "quorum\n",
                "quorum none none\n",
                "quorum X1\n",
                "quorum X1\n" + X,
                "witnesses\nquorum none\n",
                "log\nquorum none\n",
                "log x\nquorum none\n",
                "log " + X1 + "\nquorum none\n",
                LOG + LOG + "quorum none\n",
                "log " + TestKey.LOG.key() + " https://a b\nquorum none\n",
                "log " + TestKey.LOG.key() + " ht^tp://a\nquorum none\n",
                "witness w " + TestKey.LOG.key() + "\nquorum w\n",
                "witness none " + X1 + "\nquorum none\n",
                X + "witness X3 " + witness("x3", X1.key()) + "\nquorum X1\n",
                X + "witness X1 " + Y1 + "\nquorum X1\n",
                X + "group X1 any X2\nquorum X1\n",
                X + "group g any none\nquorum g\n",
                X + "group g any\nquorum g\n",
                X + "group g 0 X1 X2\nquorum g\n",
                X + "group g 3 X1 X2\nquorum g\n",
                X + "group g 01 X1 X2\nquorum g\n",
                X + "group g some X1 X2\nquorum g\n",
                X + "group g any X1 X1\nquorum g\n",
                X + "group g any X1\ngroup h any X1 X2\nquorum h\n",
                X + "group g any g X1\nquorum g\n",
                X + "group g any h\ngroup h any X1\nquorum g\n",
                "quorum none\r\n",
                "quorum none\u0000\n",
                "\n".repeat(1024) + "quorum none\n",
                "#" + "x".repeat(300_000) + "\nquorum none\n");
    }

    @Test
    void the_line_at_fault_is_named() {
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> parse("\n" + X + "group g 3 X1 X2\nquorum g\n"))
                .satisfies(
                        e ->
                                assertThat(e.problem())
                                        .isEqualTo(
                                                "line 4: a threshold beyond the group's members"));
    }

    @Test
    void a_threshold_that_cannot_be_met_makes_no_group() {
        var member = new Quorum.Cosigned(X1);
        assertThatIllegalArgumentException().isThrownBy(() -> new Quorum.Group(2, List.of(member)));
        assertThatIllegalArgumentException().isThrownBy(() -> new Quorum.Group(0, List.of()));
    }

    @Test
    void two_hundred_witnesses_in_a_chain_of_groups_are_read() throws MalformedLogData {
        var policy = new StringBuilder();
        Set<VerifierKey> all = new HashSet<>();
        String last = "";
        var keys = Ed25519Keys.made(200);
        for (int each = 0; each < keys.size(); each++) {
            VerifierKey key = witness("w", keys.get(each));
            all.add(key);
            policy.append(
                    "witness w%d %s\ngroup g%d all w%d %s\n"
                            .formatted(each, key, each, each, last));
            last = "g" + each;
        }
        WitnessPolicy read = parse(policy + "quorum " + last + "\n");
        assertThat(read.quorum().isMetBy(all)).isTrue();
        all.remove(read.witnesses().getFirst().key());
        assertThat(read.quorum().isMetBy(all)).isFalse();
    }

    private static WitnessPolicy parse(String policy) throws MalformedLogData {
        return WitnessPolicy.parse(Bytes.utf8(policy));
    }

    private static VerifierKey witness(String name, Ed25519Key key) {
        return new VerifierKey(new KeyName(name), SignatureType.COSIGNATURE, key);
    }

    private static Ed25519Key key(String hex) {
        return new Ed25519Key(Bytes.hex(hex));
    }
}
