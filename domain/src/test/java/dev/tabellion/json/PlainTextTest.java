package dev.tabellion.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {
    private static final int LONGEST = 20;

    @Test
    void it_ends_at_the_first_byte_that_does_not_stand_for_itself_wherever_that_is() {
        for (int value = 0; value < 256; value++) {
            boolean plain = value >= ' ' && value < 128 && value != '"' && value != '\\';
            for (int length = 1; length < LONGEST; length++) {
                for (int at = 0; at < length; at++) {
                    byte[] text = new byte[length];
                    Arrays.fill(text, (byte) (at % 2 == 0 ? '~' : ' '));
                    text[at] = (byte) value;
                    assertThat(PlainText.end(text, 0, length)).isEqualTo(plain ? length : at);
                    assertThat(PlainText.end(text, at, at)).isEqualTo(at);
                }
            }
        }
    }

    @Test
    void the_first_of_several_counts() {
        byte[] text = "abcdef\u0001\"\u0000\\ghijklm\u001f".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(PlainText.end(text, 0, text.length)).isEqualTo(6);
        assertThat(PlainText.end(text, 7, text.length)).isEqualTo(7);
        assertThat(PlainText.end(text, 10, text.length)).isEqualTo(text.length - 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "?", "why? because", "four score and seven years ago?", "\u007f"})
    void a_plain_text_has_a_byte_for_each_character(String text) {
        assertThat(PlainText.bytes(text)).isEqualTo(text.getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    void what_has_no_byte_is_no_question_mark() {
        for (String other :
                List.of("\u0100", "\u20ac", "\ud800", "\udfff", "\ud83d\ude00", "\u013f")) {
            for (int before = 0; before < LONGEST; before++) {
                assertThat(PlainText.bytes("?".repeat(before) + other + "? and more")).isNull();
                assertThat(PlainText.bytes("a".repeat(before) + other)).isNull();
            }
        }
    }

    @Test
    void names_are_found_by_their_bytes_and_no_others() {
        Names names = new Names(List.of("signed", "sig", "v", "ver", "n"));
        byte[] text = "xsignedsigvern".getBytes(StandardCharsets.US_ASCII);
        assertThat(names.find(text, 1, 7)).isEqualTo("signed");
        assertThat(names.find(text, 7, 10)).isEqualTo("sig");
        assertThat(names.find(text, 10, 13)).isEqualTo("ver");
        assertThat(names.find(text, 10, 11)).isEqualTo("v");
        assertThat(names.find(text, 13, 14)).isEqualTo("n");
        assertThat(names.find(text, 0, 7)).isNull();
        assertThat(names.find(text, 1, 6)).isNull();
        assertThat(names.find(text, 3, 3)).isNull();
    }
}
