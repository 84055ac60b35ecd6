package dev.tabellion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
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

    @Test
    void names_have_up_to_sixteen_characters_wherever_they_stand() {
        String alphabet = "abcdefghijklmnop";
        for (int length = 1; length <= alphabet.length(); length++) {
            String name = alphabet.substring(0, length);
            Names names = new Names(List.of(name));
            for (int before = 0; before < 3; before++) {
                for (int behind = 0; behind < LONGEST; behind++) {
                    String whole = "<".repeat(before) + name + ">".repeat(behind);
                    byte[] text = whole.getBytes(StandardCharsets.US_ASCII);
                    int end = before + length;
                    assertThat(names.find(text, before, end)).isSameAs(name);
                    assertThat(names.find(text, before, end - 1)).isNull();
                    assertThat(names.find(text, Math.max(0, before - 1), end))
                            .isEqualTo(before == 0 ? name : null);
                }
            }
        }
        byte[] longer = (alphabet + "q").getBytes(StandardCharsets.US_ASCII);
        assertThat(new Names(List.of(alphabet)).find(longer, 0, 17)).isNull();
    }

    @Test
    void what_has_zeros_behind_a_name_is_another() {
        Names names = new Names(List.of("sig", "signature"));
        byte[] text = "sig\u0000\u0000\u0000signature\u0000".getBytes(StandardCharsets.US_ASCII);
        assertThat(names.find(text, 0, 3)).isEqualTo("sig");
        assertThat(names.find(text, 0, 4)).isNull();
        assertThat(names.find(text, 0, 6)).isNull();
        assertThat(names.find(text, 6, 15)).isEqualTo("signature");
        assertThat(names.find(text, 6, 16)).isNull();
    }

    @Test
    void a_name_of_other_characters_or_too_many_is_refused() {
        for (String name : List.of("", "a".repeat(17), "\u00e4")) {
            assertThatIllegalArgumentException().isThrownBy(() -> new Names(List.of(name)));
        }
    }

    @Test
    void as_many_names_as_may_be_are_found_and_no_more_are_taken() {
        List<String> most = IntStream.range(0, 256).mapToObj(Integer::toString).toList();
        Names names = new Names(most);
        for (String name : most) {
            byte[] spelled = name.getBytes(StandardCharsets.US_ASCII);
            assertThat(names.find(spelled, 0, spelled.length)).isEqualTo(name);
        }
        assertThat(names.find("256".getBytes(StandardCharsets.US_ASCII), 0, 3)).isNull();
        List<String> more = IntStream.range(0, 257).mapToObj(Integer::toString).toList();
        assertThatIllegalArgumentException().isThrownBy(() -> new Names(more));
    }

    @Test
    void what_members_are_called_is_written_as_any_other_name_is() {
        for (String name : MemberNames.ALL) {
            assertThat(new PlainJson().number(name, 1)).hasToString("{\"" + name + "\":1}");
            byte[] spelled = name.getBytes(StandardCharsets.US_ASCII);
            assertThat(MemberNames.READ.find(spelled, 0, spelled.length)).isEqualTo(name);
        }
        assertThat(MemberNames.written("whatever else")).isNull();
    }
}
