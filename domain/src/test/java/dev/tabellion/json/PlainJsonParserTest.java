package dev.tabellion.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tabellion.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainJsonParserTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1",
                "[]",
                "\"a\"",
                "{",
                "{}}",
                "{} {}",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1,}",
                "{,\"a\":1}",
                "{\"a\":1 \"b\":2}",
                "{'a':1}",
                "{a:1}",
                "{\"a\":01}",
                "{\"a\":-}",
                "{\"a\":- 1}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":1.}",
                "{\"a\":1e}",
                "{\"a\":1e+}",
                "{\"a\":nul}",
                "{\"a\":True}",
                "{\"a\":NaN}",
                "{\"a\":[1,]}",
                "{\"a\":[1 2]}",
                "{\"a\":[1}",
                "{\"a\":\"\n\"}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\\"}",
                "{\"a\":\"b",
                "\ufeff{}",
                "{\"a\":1}\u0000"
            })
    void what_is_not_json_is_refused_with_its_place(String json) {
        assertThatIllegalStateException()
                .isThrownBy(() -> PlainJsonReader.of(Bytes.utf8(json)))
                .withMessageMatching("stored bytes are not JSON: .* at byte [0-9]+");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c080",
                "c3",
                "c328",
                "e08080",
                "eda080",
                "f4908080",
                "f0808080",
                "ff"
            })
    void what_is_no_utf_8_is_refused(String hex) {
        byte[] json = ("{\"a\":\"" + "x".repeat(9)).getBytes(StandardCharsets.UTF_8);
        Bytes bytes = Bytes.hex(Bytes.of(json).hex() + hex + Bytes.utf8("\"}").hex());
        assertThatIllegalStateException()
                .isThrownBy(() -> PlainJsonReader.of(bytes))
                .withMessageContaining("UTF-8");
    }

    @Test
    void half_a_pair_that_is_escaped_is_read_as_it_is() {
        assertThat(read("{\"a\":\"\\ud83d\\ude00\\ud83d\"}").text("a"))
                .isEqualTo("\ud83d\ude00\ud83d");
    }

    @Test
    void of_members_with_one_name_the_last_counts_and_blanks_do_not() {
        assertThat(read(" {\t\"a\" : 1 ,\r\n\"a\": 2 } ").number("a")).isEqualTo(2);
    }

    @Test
    void numbers_are_read_as_far_as_a_long_goes() {
        PlainJsonReader json =
                read(
                        "{\"max\":9223372036854775807,\"min\":-9223372036854775808,\"zero\":-0,"
                                + "\"more\":9223372036854775808,\"less\":-9223372036854775809}");
        assertThat(json.number("max")).isEqualTo(Long.MAX_VALUE);
        assertThat(json.number("min")).isEqualTo(Long.MIN_VALUE);
        assertThat(json.number("zero")).isZero();
        assertThatIllegalStateException().isThrownBy(() -> json.number("more"));
        assertThatIllegalStateException().isThrownBy(() -> json.number("less"));
        assertThatIllegalStateException()
                .isThrownBy(() -> read("{\"a\":1" + "0".repeat(1_000) + "}"));
    }

    @Test
    void depth_and_number_of_values_are_bounded() {
        assertThatCode(() -> read("{\"a\":" + "[".repeat(499) + "]".repeat(499) + "}"))
                .doesNotThrowAnyException();
        assertThatIllegalStateException()
                .isThrownBy(() -> read("{\"a\":" + "[".repeat(500) + "]".repeat(500) + "}"))
                .withMessageContaining("too deep");
        assertThatIllegalStateException()
                .isThrownBy(() -> read("{\"a\":[0" + ",0".repeat(4_000_000) + "]}"))
                .withMessageContaining("too many");
    }

    private static PlainJsonReader read(String json) {
        return PlainJsonReader.of(Bytes.utf8(json));
    }
}
