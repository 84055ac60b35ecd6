package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final String ROOT = "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=";
    private static final Origin ORIGIN = new Origin("tlog.example.com/tuf");

    @Test
    void the_recorded_checkpoints_are_written_signed_and_read() throws MalformedLogData {
        TreeHead grown = StoredTiles.numbered(Vectors.SIZE).tree(Vectors.SIZE).edge().head();
        assertThat(signed(TreeHead.EMPTY).bytes()).isEqualTo(Vectors.bytes("cp0"));
        SignedCheckpoint cosigned =
                signed(grown)
                        .with(
                                List.of(
                                        TestKey.WITNESS.cosign(
                                                new Checkpoint(ORIGIN, grown).text(),
                                                1_700_000_000)));
        assertThat(cosigned.bytes()).isEqualTo(Vectors.bytes("cp70000"));
        assertThat(SignedCheckpoint.parse(Vectors.bytes("cp70000"))).isEqualTo(cosigned);
        assertThat(cosigned.judge(TestKey.LOG.key()).isVouched()).isTrue();
        assertThat(cosigned.judge(TestKey.WITNESS.key()))
                .isEqualTo(new Vouching.Vouched(new PosixTime(1_700_000_000)));
    }

    @Test
    void extensions_are_kept_as_they_are() throws MalformedLogData {
        Bytes text = Bytes.utf8("o o+\n9223372036854775807\n" + ROOT + "\n x \n\u00e9\n");
        Checkpoint checkpoint = Checkpoint.parse(text);
        assertThat(checkpoint.extensions()).containsExactly(" x ", "\u00e9");
        assertThat(checkpoint.head().size()).isEqualTo(new TreeSize(Long.MAX_VALUE));
        assertThat(checkpoint.text()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "o\n",
                "o\n1\n",
                "o\n1\n" + ROOT,
                "\n1\n" + ROOT + "\n",
                "o\n\n" + ROOT + "\n",
                "o\n1\n\n",
                "o\n1\n" + ROOT + "\n\n",
                "o\n1\n" + ROOT + "\n\nx\n",
                "o\n1\n" + ROOT + "\nx",
                "o\n01\n" + ROOT + "\n",
                "o\n00\n" + ROOT + "\n",
                "o\n+1\n" + ROOT + "\n",
                "o\n-1\n" + ROOT + "\n",
                "o\n-0\n" + ROOT + "\n",
                "o\n1 \n" + ROOT + "\n",
                "o\n 1\n" + ROOT + "\n",
                "o\n1.0\n" + ROOT + "\n",
                "o\n1e3\n" + ROOT + "\n",
                "o\n0x1\n" + ROOT + "\n",
                "o\n1_000\n" + ROOT + "\n",
                "o\n\u0661\n" + ROOT + "\n",
                "o\n9223372036854775808\n" + ROOT + "\n",
                "o\n18446744073709551616\n" + ROOT + "\n",
                "o\n11111111111111111111111111111111\n" + ROOT + "\n",
                "o\n1\n" + ROOT + " \n",
                "o\n1\nAAAA\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU\n",
                "o\n1\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n",
                "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFUA\n",
                "o\r\n1\n" + ROOT + "\n",
                "o\t\n1\n" + ROOT + "\n"
            })
    void text_that_is_no_checkpoint_is_refused(String text) {
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> Checkpoint.parse(Bytes.utf8(text)));
    }

    @Test
    void extensions_without_end_are_refused() {
        String text = "o\n1\n" + ROOT + "\n" + "x\n".repeat(65);
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> Checkpoint.parse(Bytes.utf8(text)));
    }

    @Test
    void a_note_of_one_checkpoint_never_stands_for_another() {
        SignedCheckpoint one = signed(TreeHead.EMPTY);
        var other = new Checkpoint(new Origin("other"), TreeHead.EMPTY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SignedCheckpoint(other, one.note()));
    }

    @Test
    void no_line_smuggles_another_in() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin("o\n1"));
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin(""));
        assertThatIllegalArgumentException().isThrownBy(() -> new Origin("\ud800"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint(ORIGIN, TreeHead.EMPTY, List.of("")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Checkpoint(ORIGIN, TreeHead.EMPTY, List.of("a\nb")));
        assertThatIllegalArgumentException().isThrownBy(() -> new KeyName("a b"));
    }

    private static SignedCheckpoint signed(TreeHead head) {
        var checkpoint = new Checkpoint(ORIGIN, head);
        return SignedCheckpoint.of(checkpoint, TestKey.LOG.sign(checkpoint.text()));
    }
}
