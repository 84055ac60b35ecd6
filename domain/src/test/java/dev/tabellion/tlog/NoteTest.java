package dev.tabellion.tlog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.tabellion.bytes.Bytes;
import dev.tabellion.bytes.BytesBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
    private static final Bytes TEXT = Bytes.utf8("a\nb\n");
    private static final VerifierKey LOG = TestKey.LOG.key();

    /** The example of C2SP signed-note. */
    private static final String EXAMPLE_KEY =
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String EXAMPLE =
            """
            This is an example message.

            \u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;

    @Test
    void the_specifications_example_verifies() throws MalformedLogData {
        Note note = Note.parse(Bytes.utf8(EXAMPLE));
        assertThat(note.text()).isEqualTo(Bytes.utf8("This is an example message.\n"));
        assertThat(note.judge(VerifierKey.parse(EXAMPLE_KEY)))
                .isEqualTo(new Vouching.Vouched(null));
        assertThat(note.bytes()).isEqualTo(Bytes.utf8(EXAMPLE));
    }

    @Test
    void the_text_may_have_empty_lines_and_is_parted_at_the_last() throws MalformedLogData {
        Bytes text = Bytes.utf8("a\n\nb\n\n");
        Note note = new Note(text, List.of(TestKey.LOG.sign(text)));
        assertThat(Note.parse(note.bytes())).isEqualTo(note);
        assertThat(note.judge(LOG).isVouched()).isTrue();
    }

    @Test
    void no_bit_of_a_note_can_be_flipped_unnoticed() {
        byte[] bytes = new Note(TEXT, List.of(TestKey.LOG.sign(TEXT))).bytes().toArray();
        for (int bit = 0; bit < bytes.length * 8; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(isVouched(Bytes.of(bytes))).isFalse();
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
        assertThat(isVouched(Bytes.of(bytes))).isTrue();
    }

    @Test
    void signatures_by_unknown_keys_are_carried_and_mean_nothing() throws MalformedLogData {
        var sameName = new NoteSignature(LOG.name(), hash("00000000"), Bytes.utf8("x"));
        var sameHash = new NoteSignature(new KeyName("someone"), LOG.hash(), Bytes.utf8("x"));
        var note = new Note(TEXT, List.of(sameName, sameHash));
        assertThat(Note.parse(note.bytes())).isEqualTo(note);
        assertThat(note.judge(LOG)).isEqualTo(new Vouching.Silent());
        assertThat(note.with(List.of(TestKey.LOG.sign(TEXT), sameName)).judge(LOG).isVouched())
                .isTrue();
    }

    @Test
    void a_bad_line_of_a_known_key_sinks_the_note_before_or_after_a_good_one() {
        NoteSignature good = TestKey.LOG.sign(TEXT);
        var bad = NoteSignature.by(LOG, Bytes.of(new byte[64]));
        var garbage = NoteSignature.by(LOG, Bytes.of(new byte[1]));
        assertThat(new Note(TEXT, List.of(good, good)).judge(LOG).isVouched()).isTrue();
        for (List<NoteSignature> lines :
                List.of(List.of(good, bad), List.of(bad, good), List.of(good, garbage))) {
            assertThat(new Note(TEXT, lines).judge(LOG)).isEqualTo(new Vouching.Forged());
        }
    }

    @Test
    void sixty_four_signatures_are_read_and_one_more_is_not() throws MalformedLogData {
        String line = NoteSignature.by(LOG, Bytes.of(new byte[2420])).line();
        assertThat(Note.parse(Bytes.utf8("a\n\n" + line.repeat(64))).signatures()).hasSize(64);
        refuse("a\n\n" + line.repeat(65));
        assertThatIllegalArgumentException().isThrownBy(() -> new Note(TEXT, List.of()));
    }

    @Test
    void a_note_of_a_megabyte_is_refused_unread() {
        refuse("a".repeat(1 << 20) + EXAMPLE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\n",
                "\n\n",
                "a\n",
                "a\n\n",
                "a\n\n\n",
                "a\n\u2014 n AAAAAAA=\n",
                "\n\u2014 n AAAAAAA=\n",
                "a\n\n\u2014 n AAAAAAA=",
                "a\n\n\u2014 n AAAAAAA=\n\n",
                "a\n\n\u2014 n AAAAAAA=\nb\n",
                "a\n\n\u2014 n AAAAAAA= \n",
                "a\n\n\u2014  n AAAAAAA=\n",
                "a\n\n\u2014 n  AAAAAAA=\n",
                "a\n\n\u2014n AAAAAAA=\n",
                "a\n\n- n AAAAAAA=\n",
                "a\n\n\u2013 n AAAAAAA=\n",
                "a\n\n \u2014 n AAAAAAA=\n",
                "a\n\n\u2014 AAAAAAA=\n",
                "a\n\n\u2014  AAAAAAA=\n",
                "a\n\n\u2014 n\n",
                "a\n\n\u2014 n \n",
                "a\n\n\u2014 n m AAAAAAA=\n",
                "a\n\n\u2014 n+m AAAAAAA=\n",
                "a\n\n\u2014 n\u00a0m AAAAAAA=\n",
                "a\n\n\u2014 n\u0085m AAAAAAA=\n",
                "a\n\n\u2014 n\u3000m AAAAAAA=\n",
                "a\n\n\u2014 n\u2028m AAAAAAA=\n",
                "a\n\n\u2014 n AAAAAA==\n",
                "a\n\n\u2014 n AAAAAAA\n",
                "a\n\n\u2014 n AAAAAAB=\n",
                "a\n\n\u2014 n AAAA-_A=\n",
                "a\n\n\u2014 n AAAA\u00e9AA=\n",
                "a\r\n\n\u2014 n AAAAAAA=\n",
                "a\n\n\u2014 n AAAAAAA=\r\n",
                "a\tb\n\n\u2014 n AAAAAAA=\n",
                "a\u0000\n\n\u2014 n AAAAAAA=\n",
                "a\n\n\u2014 n\u0001 AAAAAAA=\n"
            })
    void text_that_is_no_note_is_refused(String text) {
        refuse(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ff", "c080", "e28094e280", "eda080", "f4908080"})
    void bytes_that_are_no_utf8_are_refused(String hex) {
        Bytes bytes =
                new BytesBuilder()
                        .append(Bytes.hex(hex))
                        .append(Bytes.utf8("\n\n\u2014 n AAAAAAA=\n"))
                        .build();
        assertThatExceptionOfType(MalformedLogData.class).isThrownBy(() -> Note.parse(bytes));
    }

    @Test
    void a_text_without_its_newline_makes_no_note() {
        List<NoteSignature> lines = List.of(TestKey.LOG.sign(TEXT));
        for (String text : List.of("", "a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new Note(Bytes.utf8(text), lines));
        }
    }

    private static boolean isVouched(Bytes bytes) {
        try {
            return Note.parse(bytes).judge(LOG).isVouched();
        } catch (MalformedLogData e) {
            return false;
        }
    }

    private static void refuse(String text) {
        assertThatExceptionOfType(MalformedLogData.class)
                .isThrownBy(() -> Note.parse(Bytes.utf8(text)));
    }

    private static KeyHash hash(String hex) {
        return new KeyHash(Bytes.hex(hex));
    }
}
