package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddCheckpointTest {
    private static final String HASH = Hash.EMPTY_TREE.base64() + "\n";

    @Test
    void a_request_is_read_as_it_is_written() throws MalformedLogData {
        var request =
                new AddCheckpoint(
                        new TreeSize(65_537),
                        new ConsistencyProof(Vectors.base64Hashes(Vectors.at("cons"))),
                        SignedCheckpoint.parse(Vectors.bytes("cp70000")));
        assertThat(AddCheckpoint.parse(request.bytes())).isEqualTo(request);
        assertThat(request.bytes().utf8())
                .startsWith("old 65537\nsi1RDbKQuNc9NDO/YALutb/JFCgYhFWTBK6pmHQB+lU=\n")
                .endsWith("=\n\n" + Vectors.text("cp70000"));
    }

    @Test
    void a_first_request_has_no_hash() throws MalformedLogData {
        AddCheckpoint request = AddCheckpoint.parse(Bytes.utf8("old 0\n\n" + note()));
        assertThat(request.old()).isEqualTo(TreeSize.ZERO);
        assertThat(request.proof()).isEqualTo(ConsistencyProof.EMPTY);
        assertThat(request.bytes().utf8()).isEqualTo("old 0\n\n" + note());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "old 0\n",
                "old\n\n",
                "old \n\n",
                "old  0\n\n",
                "old 00\n\n",
                "old -1\n\n",
                "old +1\n\n",
                "old 9223372036854775808\n\n",
                "Old 0\n\n",
                " old 0\n\n",
                "old 0\r\n\n",
                "old 0 \n\n",
                "old 1\nAAAA\n\n",
                "old 1\nnot base64\n\n",
                "old 1\nold 1\n\n"
            })
    void what_does_not_begin_as_a_request_is_refused(String start) {
        refuse(start + note());
    }

    @Test
    void a_request_without_a_checkpoint_is_refused() {
        refuse("old 1\n" + HASH);
        refuse("old 1\n" + HASH + "\n");
        refuse("old 1\n" + HASH + "\nx\n\n\u2014 n AAAAAAA=\n");
    }

    @Test
    void sixty_three_hashes_are_read_and_one_more_is_not() throws MalformedLogData {
        var longest = AddCheckpoint.parse(Bytes.utf8("old 1\n" + HASH.repeat(63) + "\n" + note()));
        assertThat(longest.proof().path()).hasSize(63);
        refuse("old 1\n" + HASH.repeat(64) + "\n" + note());
        var tooLong = new ConsistencyProof(Collections.nCopies(64, Hash.EMPTY_TREE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new AddCheckpoint(longest.old(), tooLong, longest.checkpoint()));
    }

    @Test
    void a_conflict_names_one_size() throws MalformedLogData {
        assertThat(AddCheckpoint.parseConflict(Bytes.utf8("20852163\n")))
                .isEqualTo(new TreeSize(20_852_163));
        for (String body : new String[] {"", "\n", "1", "01\n", "1\n\n", "1\n2\n", " 1\n"}) {
            assertThatExceptionOfType(MalformedLogData.class)
                    .isThrownBy(() -> AddCheckpoint.parseConflict(Bytes.utf8(body)));
        }
    }

    @Test
    void a_witnesss_lines_are_read() throws MalformedLogData {
        NoteSignature line = TestKey.WITNESS.cosign(Bytes.utf8("x\n"), 5);
        assertThat(NoteSignature.parseLines(Bytes.utf8(line.line() + line.line())))
                .containsExactly(line, line);
        for (String body : new String[] {"", "\n", line.line() + "\n", line.line().strip()}) {
            assertThatExceptionOfType(MalformedLogData.class)
                    .isThrownBy(() -> NoteSignature.parseLines(Bytes.utf8(body)));
        }
    }

    private static String note() {
        return Vectors.text("cp0");
    }

    private static void refuse(String body) {
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> AddCheckpoint.parse(Bytes.utf8(body)));
    }
}
