package dev.tabellion.json;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.tabellion.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlainJsonTest {
    @Test
    void members_are_sorted_and_nothing_is_blank() {
        PlainJson json =
                new PlainJson()
                        .texts("c", List.of("x", "y"))
                        .number("b", -1)
                        .object("a", new PlainJson())
                        .objects("B", List.of(new PlainJson().text("z", "")));
        assertThat(json)
                .hasToString("{\"B\":[{\"z\":\"\"}],\"a\":{},\"b\":-1,\"c\":[\"x\",\"y\"]}");
    }

    @Test
    void only_what_must_be_escaped_is_escaped() {
        String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u00e4\u2028<>&\ud83d\ude00";
        assertThat(new PlainJson().text("t", text))
                .hasToString(
                        "{\"t\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0000\\u001f"
                                + "\u007f\u00e4\u2028<>&\ud83d\ude00\"}");
    }

    @Test
    void what_is_written_is_read_back() {
        String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u00e4\u2028<>&\ud83d\ude00";
        Bytes json = new PlainJson().text("t", text).bytes();
        assertThat(PlainJsonReader.of(json).text("t")).isEqualTo(text);
    }

    @Test
    void half_a_surrogate_pair_becomes_a_replacement_character() {
        assertThat(new PlainJson().text("t", "a\ud83dz")).hasToString("{\"t\":\"a\ufffdz\"}");
    }

    @Test
    void what_is_absent_is_left_out() {
        assertThat(new PlainJson().text("t", null)).hasToString("{}");
    }

    @Test
    void it_is_written_as_its_bytes_are_and_as_no_others() {
        for (PlainJson json :
                List.of(
                        new PlainJson(),
                        new PlainJson().number("n", 1),
                        new PlainJson(1)
                                .texts("c", List.of("x", "y"))
                                .text("b", "\u20ac")
                                .object("a", new PlainJson().text("z", "?")))) {
            Bytes bytes = json.bytes();
            assertThat(json.isWrittenAs(bytes)).isTrue();
            assertThat(json.isWrittenAs(bytes.slice(0, bytes.length() - 1))).isFalse();
            assertThat(json.isWrittenAs(Bytes.utf8(bytes.utf8() + "}"))).isFalse();
            assertThat(json.isWrittenAs(Bytes.utf8(""))).isFalse();
            for (int each = 0; each < bytes.length(); each++) {
                byte[] other = bytes.toArray();
                other[each] ^= 1;
                assertThat(json.isWrittenAs(Bytes.of(other))).isFalse();
            }
        }
    }

    @Test
    void a_member_that_was_refused_is_as_if_it_had_never_come() {
        PlainJson json = new PlainJson().text("a", "x");
        assertThatIllegalArgumentException().isThrownBy(() -> json.text("a", "yyyy"));
        assertThat(json).hasToString("{\"a\":\"x\"}");
        assertThat(json.isWrittenAs(Bytes.utf8("{\"a\":\"x\"}"))).isTrue();
        assertThat(json.isWrittenAs(Bytes.utf8("{\"a\":\"x\"##########}"))).isFalse();
    }

    @Test
    void integers_stay_below_2_to_the_53() {
        long largest = (1L << 53) - 1;
        assertThat(new PlainJson().number("n", largest)).hasToString("{\"n\":9007199254740991}");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlainJson().number("n", largest + 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlainJson().number("n", Long.MIN_VALUE));
    }

    @Test
    void a_member_is_written_once() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PlainJson().number("n", 1).number("n", 1));
    }

    @Test
    void members_keep_their_order_however_they_come() {
        PlainJson json = new PlainJson();
        List.of("m", "z", "a", "n", "b").forEach(name -> json.text(name, name.toUpperCase(ROOT)));
        assertThat(json)
                .hasToString("{\"a\":\"A\",\"b\":\"B\",\"m\":\"M\",\"n\":\"N\",\"z\":\"Z\"}");
    }

    @Test
    void what_is_of_another_kind_is_not_what_was_asked_for() {
        PlainJsonReader json =
                read("{\"a\":[1],\"f\":1.5,\"h\":9223372036854775808,\"n\":null,\"o\":{}}");
        for (String name : List.of("a", "f", "h", "n", "o", "absent")) {
            assertThatIllegalStateException().isThrownBy(() -> json.text(name));
            assertThatIllegalStateException().isThrownBy(() -> json.number(name));
        }
        for (String name : List.of("a", "f", "h", "n", "absent")) {
            assertThatIllegalStateException().isThrownBy(() -> json.object(name));
            assertThatIllegalStateException().isThrownBy(() -> json.textsByName(name));
        }
        assertThatIllegalStateException().isThrownBy(() -> json.texts("a", each -> each));
        assertThatIllegalStateException().isThrownBy(() -> json.objects("a", each -> each));
        assertThat(json.textIfThere("absent")).isNull();
    }

    @Test
    void what_is_no_object_from_beginning_to_end_is_not_read() {
        for (String text : List.of("", "[]", "1", "{", "{}{}", "{} 1", "{\"a\":}", "{\"a\":1]")) {
            assertThatIllegalStateException().as(text).isThrownBy(() -> read(text));
        }
    }

    private static PlainJsonReader read(String json) {
        return PlainJsonReader.of(Bytes.utf8(json));
    }
}
